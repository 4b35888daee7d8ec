// Sign-in against a server that answers, refuses, is silent or has forgotten; notes as they lie on the device.
import { beforeEach, describe, expect, test } from 'vitest'
import type { DeviceMe, DeviceSelf, EnrolOutput, PersonChoice, SignInOutput } from '../../protocol/identity.ts'
import { createSource, type Source } from '../../store/live.ts'
import type { DeviceNotes } from '../../store/note-store.ts'
import { TransportError } from '../../sync/ports.ts'
import type { Api } from '../api-client.ts'
import { createSessionNotes } from './session-notes.ts'
import { createSession, type DeviceSession } from './session.ts'

const driver = { id: 'p1', name: 'Пётр', roles: ['driver' as const], customerId: null }
const device = {
  id: 'd1',
  name: 'Планшет 3',
  kind: 'staff' as const,
  organisation: { id: 'o', name: 'Родник' },
}
const choices: PersonChoice[] = [{ id: 'p1', name: 'Пётр', roles: ['driver'], pinVersion: 1 }]

/** The server as far as sign-in is concerned, with a script of failures. */
class FakeServer {
  pin = '7391'
  pinVersion = 1
  signedIn: string | null = null
  known: DeviceSelf | null = null
  silent: TransportError['failure'] | null = null
  calls: string[] = []
  enrolAs: DeviceSelf = device
  answer: SignInOutput | null = null
  /** Answers to this question come when it resolves, as of then. */
  held: { call: string; until: Promise<void> } | null = null

  readonly api = {
    device: {
      enrol: { mutate: this.#on('enrol', (): EnrolOutput => ({ kind: 'ok', device: (this.known = this.enrolAs) })) },
      openShop: {
        mutate: this.#on('openShop', () => ({ kind: 'ok', device: (this.known = this.enrolAs) })),
      },
      me: { query: this.#on('me', () => this.#me()) },
    },
    session: {
      people: { query: this.#on('people', () => choices.map((one) => ({ ...one, pinVersion: this.pinVersion }))) },
      signInWithPin: {
        mutate: this.#on('signInWithPin', (input) => this.#signIn(input as { personId: string; pin: string })),
      },
      checkPin: {
        mutate: this.#on('checkPin', (input) => this.#check(input as { personId: string; pin: string })),
      },
      requestCode: { mutate: this.#on('requestCode', () => ({ kind: 'limited', waitMs: 5000 })) },
      signInWithCode: { mutate: this.#on('signInWithCode', () => ({ kind: 'expired' })) },
      signOut: { mutate: this.#on('signOut', () => ((this.signedIn = null), { kind: 'ok' })) },
    },
  } as unknown as Api

  #on(name: string, answer: (input: unknown) => unknown) {
    return async (input: unknown) => {
      this.calls.push(name)
      if (this.held?.call === name) await this.held.until
      if (this.silent !== null) throw new TransportError(this.silent, 'scripted')
      return answer(input)
    }
  }
  #me(): DeviceMe {
    if (this.known === null) return { kind: 'notEnrolled', serverTime: 0 }
    const person = this.signedIn === null ? null : { ...driver, id: this.signedIn }
    return { kind: 'device', device: this.known, person, pinVersion: this.pinVersion, serverTime: 0 }
  }
  #signIn({ personId, pin }: { personId: string; pin: string }): SignInOutput {
    const answer = this.#check({ personId, pin })
    if (answer.kind === 'ok') this.signedIn = personId
    return answer
  }
  #check({ personId, pin }: { personId: string; pin: string }): SignInOutput {
    if (this.answer) return this.answer
    if (pin !== this.pin) return { kind: 'wrong', attemptsLeft: 4 }
    return { kind: 'ok', person: { ...driver, id: personId }, pinVersion: this.pinVersion }
  }
}

function memoryNotes(): DeviceNotes {
  const sources = new Map<string, Source<unknown>>()
  const of = (key: string) => {
    const source = sources.get(key) ?? createSource<unknown>(undefined)
    sources.set(key, source)
    return source
  }
  return {
    get: (key) => of(key).get(),
    live: of,
    set: async (key, value) => of(key).set(value === undefined ? undefined : structuredClone(value)),
    reread: async () => undefined,
    clear: async () => undefined,
  }
}

let server: FakeServer
let kept: DeviceNotes
let clock: { now: number }
let happened: string[]
let session: DeviceSession

/** A tab of this device: what it had in memory is gone, what was noted is not. */
function openTab(pinVersionHere: number | null = null): DeviceSession {
  return createSession({
    api: server.api,
    notes: createSessionNotes(kept),
    now: () => clock.now,
    random: (bytes) => new Uint8Array(bytes).fill(7),
    cost: { N: 2 ** 5, r: 8, p: 1 },
    pinVersionHere: async () => pinVersionHere,
    onChanged: () => void happened.push('changed'),
    onOtherDevice: async (former, next) => void happened.push(`${former.id} is ${next.id} now`),
    onFault: (error) => {
      throw error
    },
  })
}

beforeEach(() => {
  server = new FakeServer()
  kept = memoryNotes()
  clock = { now: 1_000_000 }
  happened = []
  session = openTab()
})

async function enrolled(): Promise<void> {
  expect(await session.enrol('ABCD-EFGH', 'Планшет 3')).toEqual({ kind: 'ok' })
}
async function signedInOnce(): Promise<void> {
  await enrolled()
  expect(await session.signInWithPin('p1', '7391')).toEqual({ kind: 'ok' })
  await verifierMade()
}
async function verifierMade(): Promise<void> {
  await expect.poll(() => kept.get('verifier/p1'), { interval: 5 }).toBeDefined()
}
const person = () => {
  const state = session.state.get()
  return state.kind === 'signedIn' ? state.person : null
}

describe('a browser becomes a device', () => {
  test('nobody knows it until the server has been asked or is out of reach', async () => {
    expect(session.state.get()).toEqual({ kind: 'starting' })
    server.silent = 'offline'
    await session.refresh()
    expect(session.state.get()).toEqual({ kind: 'notEnrolled' })
  })

  test('enrolled, it says who may sign in, also in the next tab without a network', async () => {
    await enrolled()
    server.silent = 'offline'
    session = openTab()
    expect(session.state.get()).toEqual({
      kind: 'signedOut',
      deviceKind: 'staff',
      deviceName: 'Планшет 3',
      people: [{ id: 'p1', name: 'Пётр', roles: ['driver'] }],
    })
  })

  test('its cookie alone makes it a device again when its storage was evicted', async () => {
    server.known = device
    server.signedIn = 'p1'
    await session.refresh()
    expect(person()).toMatchObject({ id: 'p1', offline: false })
  })

  test('enrolled anew under another identity, the former one is put away first', async () => {
    await signedInOnce()
    happened = []
    server.enrolAs = { ...device, id: 'd2' }
    await enrolled()
    expect(happened[0]).toBe('d1 is d2 now')
    expect(session.device()?.id).toBe('d2')
    expect(session.state.get().kind).toBe('signedOut')
  })

  test('a customer’s phone whose cookie is gone becomes a device again by itself; a staff device needs a code', async () => {
    server.enrolAs = { ...device, kind: 'customer' }
    await session.openShop()
    server.known = null
    server.enrolAs = { ...server.enrolAs, id: 'd2' }
    happened = []
    await session.refresh()
    expect(happened).toEqual(['d1 is d2 now', 'changed'])
    server.enrolAs = device
    await enrolled()
    server.known = null
    server.calls = []
    await session.refresh()
    expect(server.calls).toEqual(['me'])
    expect(session.device()?.id).toBe('d1')
  })

  test('a code without a network and a limit on openings are told in words a screen has', async () => {
    server.silent = 'offline'
    expect(await session.enrol('x', 'y')).toEqual({ kind: 'needsNetwork' })
    expect(await session.openShop()).toEqual({ kind: 'needsNetwork' })
    server.silent = 'server'
    expect(await session.requestCode('+79120000000')).toEqual({ kind: 'serverDown' })
    server.silent = null
    expect(await session.requestCode('+79120000000')).toEqual({ kind: 'limited', untilMs: 1_005_000 })
    expect(await session.signInWithCode('+79120000000', '1', '')).toEqual({ kind: 'expired' })
  })
})

test('enrolled again, it sends nothing until somebody has signed in: the server would hold it', async () => {
  await signedInOnce()
  expect(session.sendsAs()?.id).toBe('d1')
  await enrolled()
  expect(session.sendsAs()).toBeNull()
  expect(openTab().sendsAs()).toBeNull()
  await session.signInWithPin('p1', '7391')
  expect(session.sendsAs()?.id).toBe('d1')
})

describe('sign-in with a PIN', () => {
  test('the server’s word counts while it can be heard', async () => {
    await enrolled()
    expect(await session.signInWithPin('p1', '0000')).toEqual({ kind: 'wrong', attemptsLeft: 4 })
    server.answer = { kind: 'locked', waitMs: 60_000 }
    expect(await session.signInWithPin('p1', '7391')).toEqual({ kind: 'locked', untilMs: 1_060_000 })
    expect(person()).toBeNull()
  })

  test('after one sign-in it works without the server, in a new tab too', async () => {
    await signedInOnce()
    await session.signOut()
    server.silent = 'offline'
    session = openTab()
    expect(await session.signInWithPin('p1', '7392')).toEqual({ kind: 'wrong', attemptsLeft: 4 })
    expect(person()).toBeNull()
    expect(await session.signInWithPin('p1', '7391')).toEqual({ kind: 'ok' })
    expect(person()).toMatchObject({ id: 'p1', roles: ['driver'], offline: true })
  })

  test('a server that answers with its own fault does not keep a driver out', async () => {
    await signedInOnce()
    await session.signOut()
    server.silent = 'server'
    expect(await session.signInWithPin('p1', '7391')).toEqual({ kind: 'ok' })
  })

  test('without the server nobody gets in who never did here, or whose PIN was changed since', async () => {
    await signedInOnce()
    await session.signOut()
    server.silent = 'offline'
    expect(await session.signInWithPin('p2', '1111')).toEqual({ kind: 'needsNetwork' })
    expect(await openTab(2).signInWithPin('p1', '7391')).toEqual({ kind: 'needsNetwork' })
    expect(await openTab(1).signInWithPin('p1', '7391')).toEqual({ kind: 'ok' })
  })

  test('wrong tries are counted over tabs and reloads, and the right PIN does not help while locked', async () => {
    await signedInOnce()
    await session.signOut()
    server.silent = 'offline'
    for (let i = 0; i < 5; i += 1) await openTab().signInWithPin('p1', '0000')
    expect(await openTab().signInWithPin('p1', '7391')).toEqual({ kind: 'locked', untilMs: 1_060_000 })
    clock.now += 60_000
    expect(await openTab().signInWithPin('p1', '7391')).toEqual({ kind: 'ok' })
    await session.signOut()
    expect(await openTab().signInWithPin('p1', '0000')).toEqual({ kind: 'wrong', attemptsLeft: 4 })
  })
})

describe('a PIN checked at another’s device', () => {
  test('signs nobody in or out, and works without the server from then on', async () => {
    await enrolled()
    await session.signInWithPin('p0', '7391')
    expect(await session.checkPin('p1', '0000')).toEqual({ kind: 'wrong', attemptsLeft: 4 })
    expect(await session.checkPin('p1', '7391')).toEqual({ kind: 'ok' })
    await verifierMade()
    server.silent = 'offline'
    expect(await openTab().checkPin('p1', '7391')).toEqual({ kind: 'ok' })
    expect(server.signedIn).toBe('p0')
    expect(person()).toMatchObject({ id: 'p0', offline: false })
    expect(await session.checkPin('p2', '7391')).toEqual({ kind: 'needsNetwork' })
  })

  test('has no more tries than a sign-in has: they are the same ones', async () => {
    await signedInOnce()
    server.silent = 'offline'
    for (let i = 0; i < 4; i += 1) await openTab().checkPin('p1', '0000')
    expect(await openTab().signInWithPin('p1', '0000')).toEqual({ kind: 'wrong', attemptsLeft: 0 })
    expect(await session.checkPin('p1', '7391')).toEqual({ kind: 'locked', untilMs: 1_060_000 })
  })
})

describe('when the network is back', () => {
  test('an offline session becomes a real one with the PIN still in this tab’s memory', async () => {
    await signedInOnce()
    await session.signOut()
    server.silent = 'offline'
    await session.signInWithPin('p1', '7391')
    server.silent = null
    server.signedIn = null
    await session.refresh()
    expect(person()).toMatchObject({ offline: false })
    expect(server.signedIn).toBe('p1')
  })

  test('without that memory the person goes on and is marked as not known to the server', async () => {
    await signedInOnce()
    server.signedIn = null
    session = openTab()
    await session.refresh()
    expect(person()).toMatchObject({ id: 'p1', offline: true })
    expect(server.calls.filter((call) => call === 'signInWithPin')).toHaveLength(1)
  })

  test('a PIN changed meanwhile is not tried again and again', async () => {
    await signedInOnce()
    server.signedIn = null
    server.pin = '5555'
    await session.refresh()
    await session.refresh()
    expect(server.calls.filter((call) => call === 'signInWithPin')).toHaveLength(2)
    expect(person()).toMatchObject({ offline: true })
  })

  test('a sign-out without a network stays one: the cookie does not sign in again', async () => {
    await signedInOnce()
    server.silent = 'offline'
    await session.signOut()
    expect(session.state.get().kind).toBe('signedOut')
    server.silent = null
    session = openTab()
    await session.refresh()
    expect(server.signedIn).toBeNull()
    expect(session.state.get().kind).toBe('signedOut')
  })
})

describe('somebody signs in while the server is asked who is there', () => {
  /** As on a disk: what is being written is not read yet. */
  const slowNotes = (notes: DeviceNotes): DeviceNotes => ({
    ...notes,
    set: async (key, value) => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      await notes.set(key, value)
    },
  })
  const hold = (call: string): (() => void) => {
    let release = (): void => undefined
    server.held = { call, until: new Promise((resolve) => (release = resolve)) }
    return release
  }

  test.each([0, 1, 3, 5, 7, 9, 12])('the answer comes %i ms after the sign-in: who signed in stays', async (ms) => {
    await signedInOnce()
    kept = slowNotes(kept)
    // A new tab: nobody's PIN is in its memory, as after a reload.
    session = openTab()
    const answer = hold('me')
    const refreshed = session.refresh()
    await new Promise((resolve) => setTimeout(resolve, 5))
    const signIn = session.signInWithPin('p2', '7391')
    await new Promise((resolve) => setTimeout(resolve, ms))
    answer()
    server.held = null
    expect(await signIn).toEqual({ kind: 'ok' })
    await refreshed
    expect(person()).toMatchObject({ id: 'p2', offline: false })
    expect(server.signedIn).toBe('p2')
  })

  test('the former person’s PIN is not typed for them again', async () => {
    await signedInOnce()
    kept = slowNotes(kept)
    const answer = hold('me')
    const refreshed = session.refresh()
    await new Promise((resolve) => setTimeout(resolve, 5))
    // The server has it, its reply is on the way; now the question of before is answered.
    const reply = hold('signInWithPin')
    server.signedIn = 'p2'
    const signIn = session.signInWithPin('p2', '7391')
    answer()
    await new Promise((resolve) => setTimeout(resolve, 5))
    server.held = null
    reply()
    expect(await signIn).toEqual({ kind: 'ok' })
    await refreshed
    expect(person()).toMatchObject({ id: 'p2', offline: false })
    expect(server.signedIn).toBe('p2')
  })
})

test('signing out ends the session and tells so', async () => {
  await signedInOnce()
  happened = []
  await session.signOut()
  expect(happened).toEqual(['changed'])
  expect(kept.get('session')).toBeUndefined()
})
