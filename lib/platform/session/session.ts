/**
 * Who this browser is and who is signed in on it. What is noted here counts, so that a start without a network knows it;
 * the server is asked beside it and corrects it.
 *
 *     sign in   server says yes → session noted, offline verifier made
 *               server silent   → own verifier, attempts limited → session noted as offline
 *     network   an offline session becomes a real one with the PIN this tab still has in memory; without it the person
 *     is back   goes on working, work goes up, and new documents wait for a sign-in (S10)
 *     sign out  what waits stays and is sent. Documents stay too: the same person may come back without a network; what
 *               the next person may not see goes with that person's first pull, and screens show only one's own
 */
import { createSource, type Live, type Source } from '../../store/live.ts'
import { TransportError } from '../../sync/ports.ts'
import type { DeviceMe, DeviceSelf, PersonSelf, SignInRefusal } from '../../protocol/identity.ts'
import type { Outcome, Session, SessionState, SignInFailure } from '../../workplace-types.ts'
import { call, type Api } from '../api-client.ts'
import { takeOfflineAttempt } from './offline-attempts.ts'
import { fitsPin, makeVerifier, type OfflineVerifier, type ScryptCost } from './offline-pin.ts'
import type { SessionNotes } from './session-notes.ts'
import { toFailure, unreachable } from './sign-in-failures.ts'

export type SessionOptions = {
  /** Requests that a person waits for, so with a short deadline. */
  api: Api
  notes: SessionNotes
  now: () => number
  random: (bytes: number) => Uint8Array
  /** Tests need no hard one. */
  cost?: ScryptCost
  /** The PIN's version by the person's own document; null when it is not here. */
  pinVersionHere: (personId: string) => Promise<number | null>
  /** Device or person changed: sync and the live stream begin with it at once. */
  onChanged: () => void
  /** This browser is another device than the one whose work it holds. Called before it is noted. */
  onOtherDevice: (former: DeviceSelf, next: DeviceSelf) => Promise<void>
  onFault: (error: unknown) => void
}

export type DeviceSession = Session & {
  /** Asks the server what it knows of this browser. Never rejects. */
  refresh(): Promise<void>
  device(): { id: string } | null
  /**
   * The device by which work may be sent. null also between a new enrolment and the next sign-in: the server would hold
   * the work of people it has not seen on this device since.
   */
  sendsAs(): { id: string } | null
  person(): PersonSelf | null
  dispose(): void
}

export function createSession(options: SessionOptions): DeviceSession {
  const { api, notes, now } = options
  /** Of whoever signed in last in this tab. Only in memory, only until sign-out. */
  let remembered: { personId: string; pin: string } | null = null
  let isFirstAnswerOut = true
  let refreshing: Promise<void> | null = null
  const state: Source<SessionState> = createSource<SessionState>(stateOf(notes, true))

  const show = (): void => {
    const next = stateOf(notes, isFirstAnswerOut)
    if (JSON.stringify(next) !== JSON.stringify(state.get())) state.set(next)
  }
  const stopListening = notes.onChanged(show)

  /** How often a person here has begun to sign in or out; and until when the last of them takes. */
  let turns = 0
  let turnsEnd: Promise<unknown> = Promise.resolve()

  /** What a person does counts. What the server is asked beside it may be answered as of before, and is then asked anew. */
  const turnOf = <T>(work: () => Promise<T>): Promise<T> => {
    turns += 1
    const done = work()
    turnsEnd = Promise.allSettled([turnsEnd, done]).then(() => undefined)
    return done
  }

  /** `isMeant`: asked at the last moment, by what nobody here has asked for. */
  const entered = async (
    person: PersonSelf,
    pinVersion: number,
    pin: string | null,
    isMeant: () => boolean = () => true,
  ): Promise<void> => {
    if (!isMeant()) return
    await notes.setSignOutOwed(false)
    await notes.setReenrolled(false)
    if (!isMeant()) return
    await notes.setSession({ person, pinVersion, online: true })
    options.onChanged()
    if (pin === null) return
    remembered = { personId: person.id, pin }
    await learnPin(person, pinVersion, pin)
  }

  /** The server has said that it is right: from now on it can be checked here. */
  const learnPin = async (person: PersonSelf, pinVersion: number, pin: string): Promise<void> => {
    await notes.setAttempts(person.id, null)
    const known = notes.verifier(person.id)
    const isCurrent = known?.pinVersion === pinVersion && JSON.stringify(known.person) === JSON.stringify(person)
    if (isCurrent) return
    // Takes a moment of computing that nobody need wait for.
    void makeVerifier(pin, { person, pinVersion, random: options.random, ...(options.cost && { cost: options.cost }) })
      .then((verifier) => notes.setVerifier(verifier))
      .catch(options.onFault)
  }

  const signInOffline = async (personId: string, pin: string): Promise<Outcome> => {
    const checked = await checkOffline(personId, pin)
    if (checked.kind !== 'fits') return checked
    const { verifier } = checked
    remembered = { personId, pin }
    await notes.setSession({ person: verifier.person, pinVersion: verifier.pinVersion, online: false })
    options.onChanged()
    return { kind: 'ok' }
  }

  const checkOffline = async (
    personId: string,
    pin: string,
  ): Promise<{ kind: 'fits'; verifier: OfflineVerifier } | SignInFailure> => {
    const verifier = notes.verifier(personId)
    if (verifier === null) return { kind: 'needsNetwork' }
    const pinVersion =
      (await options.pinVersionHere(personId)) ?? notes.people().find(({ id }) => id === personId)?.pinVersion
    if (pinVersion !== undefined && pinVersion !== verifier.pinVersion) return { kind: 'needsNetwork' }
    const attempt = takeOfflineAttempt(notes.attempts(personId), now())
    if (attempt.kind === 'askServer') return { kind: 'needsNetwork' }
    if (attempt.kind === 'locked') return attempt
    await notes.setAttempts(personId, attempt.counted)
    if (!(await fitsPin(verifier, pin))) return { kind: 'wrong', attemptsLeft: attempt.attemptsLeft }
    await notes.setAttempts(personId, null)
    return { kind: 'fits', verifier }
  }

  /** The server does not have this session: try with the PIN that was typed in this tab, or note that it is so. */
  const reenter = async (personId: string, isMeant: () => boolean): Promise<void> => {
    const local = notes.session()
    if (local === null) return
    if (remembered?.personId === personId) {
      const { pin } = remembered
      const answer = await call(api.session.signInWithPin.mutate({ personId, pin }))
      if (!isMeant()) return
      if (answer.kind === 'ok') return entered(answer.person, answer.pinVersion, pin, isMeant)
      remembered = null
    }
    if (local.online && isMeant()) await notes.setSession({ ...local, online: false })
  }

  const become = async (next: DeviceSelf): Promise<void> => {
    const former = notes.device()
    if (JSON.stringify(former) === JSON.stringify(next)) return
    if (former !== null && former.id !== next.id) await options.onOtherDevice(former, next)
    await notes.setDevice(next)
    options.onChanged()
  }

  const refreshPeople = async (): Promise<void> => {
    if (notes.device()?.kind !== 'staff') return
    const people = await call(api.session.people.query())
    if (JSON.stringify(people) !== JSON.stringify(notes.people())) await notes.setPeople(people)
  }

  const ask = async (): Promise<void> => {
    // Whoever is signing in or out at this moment comes first, and whoever begins meanwhile; their notes are written then.
    for (let end: Promise<unknown> | null = null; end !== turnsEnd;) {
      end = turnsEnd
      await end
    }
    const asked = turns
    const isMeant = (): boolean => turns === asked
    if (notes.isSignOutOwed()) {
      await call(api.session.signOut.mutate())
      if (isMeant()) await notes.setSignOutOwed(false)
    }
    const me = await call(api.device.me.query())
    if (isMeant()) await follow(me, isMeant)
    // The answer is of before: of somebody else, perhaps.
    if (!isMeant()) return ask()
  }

  const follow = async (me: DeviceMe, isMeant: () => boolean): Promise<void> => {
    if (me.kind === 'notEnrolled' && notes.device()?.kind === 'customer') {
      // The cookie is gone. A customer's phone needs nobody's code to be a device again.
      const answer = await call(api.device.openShop.mutate({}))
      if (answer.kind === 'ok') await become(answer.device)
    }
    if (me.kind !== 'device') return
    await become(me.device)
    const local = notes.session()
    if (local === null) {
      if (me.person !== null) await entered(me.person, me.pinVersion, null, isMeant)
    } else if (me.person?.id === local.person.id) {
      await notes.setReenrolled(false)
      const session = { person: me.person, pinVersion: me.pinVersion, online: true }
      if (isMeant() && JSON.stringify(session) !== JSON.stringify(local)) {
        await notes.setSession(session)
        options.onChanged()
      }
    } else {
      await reenter(local.person.id, isMeant)
    }
    await refreshPeople()
  }

  return {
    state: state satisfies Live<SessionState>,

    enrol: (code, deviceName) =>
      turnOf(async () => {
        const former = notes.device()
        // Before the cookie is renewed: it alone would let work go up at once.
        await notes.setReenrolled(former !== null)
        const outcome = await online(now, async () => {
          const answer = await call(
            api.device.enrol.mutate({ code, name: deviceName, ...(former && { formerDeviceId: former.id }) }),
          )
          if (answer.kind !== 'ok') return answer
          await notes.setSession(null)
          await become(answer.device)
          await refreshPeople().catch(options.onFault)
          return { kind: 'ok' }
        })
        if (outcome.kind !== 'ok') await notes.setReenrolled(false)
        return outcome
      }),

    async openShop() {
      if (notes.device() !== null) return { kind: 'ok' }
      return online(now, async () => {
        const answer = await call(api.device.openShop.mutate({}))
        if (answer.kind !== 'ok') return answer
        await become(answer.device)
        return { kind: 'ok' }
      })
    },

    signInWithPin: (personId, pin) =>
      turnOf(async () => {
        try {
          const answer = await call(api.session.signInWithPin.mutate({ personId, pin }))
          if (answer.kind !== 'ok') return toFailure(answer, now())
          await entered(answer.person, answer.pinVersion, pin)
          return { kind: 'ok' }
        } catch (error) {
          if (!(error instanceof TransportError)) throw error
          return isSilence(error) ? signInOffline(personId, pin) : unreachable(error, now())
        }
      }),

    async checkPin(personId, pin) {
      try {
        const answer = await call(api.session.checkPin.mutate({ personId, pin }))
        if (answer.kind !== 'ok') return toFailure(answer, now())
        await learnPin(answer.person, answer.pinVersion, pin)
        return { kind: 'ok' }
      } catch (error) {
        if (!(error instanceof TransportError)) throw error
        if (!isSilence(error)) return unreachable(error, now())
        const checked = await checkOffline(personId, pin)
        return checked.kind === 'fits' ? { kind: 'ok' } : checked
      }
    },

    requestCode: (phone) =>
      online(now, async () => {
        const answer = await call(api.session.requestCode.mutate({ phone }))
        return answer.kind === 'ok' ? { kind: 'ok' } : answer
      }),

    signInWithCode: (phone, code, name) =>
      turnOf(() =>
        online(now, async () => {
          const answer = await call(api.session.signInWithCode.mutate({ phone, code, name }))
          if (answer.kind !== 'ok') return answer
          await entered(answer.person, answer.pinVersion, null)
          return { kind: 'ok' }
        }),
      ),

    signOut: () =>
      turnOf(async () => {
        remembered = null
        // Noted first: a sign-out without a network must not be undone by the cookie that is still there.
        await notes.setSignOutOwed(true)
        await notes.setSession(null)
        options.onChanged()
        try {
          await call(api.session.signOut.mutate())
          await notes.setSignOutOwed(false)
          await refreshPeople()
        } catch (error) {
          if (!(error instanceof TransportError)) throw error
        }
      }),

    refresh() {
      refreshing ??= ask()
        .catch((error: unknown) => {
          if (!(error instanceof TransportError)) options.onFault(error)
        })
        .finally(() => {
          refreshing = null
          isFirstAnswerOut = false
          show()
        })
      return refreshing
    },
    device: () => notes.device(),
    sendsAs: () => (notes.isReenrolled() ? null : notes.device()),
    person: () => notes.session()?.person ?? null,
    dispose: stopListening,
  }
}

/** Nobody answers, so what this device knows itself counts. */
const isSilence = ({ failure }: TransportError): boolean =>
  failure === 'offline' || failure === 'timeout' || failure === 'server'

/** What only the server can do. */
async function online(now: () => number, ask: () => Promise<{ kind: 'ok' } | SignInRefusal>): Promise<Outcome> {
  try {
    const answer = await ask()
    return answer.kind === 'ok' ? answer : toFailure(answer, now())
  } catch (error) {
    if (error instanceof TransportError) return unreachable(error, now())
    throw error
  }
}

function stateOf(notes: SessionNotes, isFirstAnswerOut: boolean): SessionState {
  const device = notes.device()
  // The cookie may know this browser although its storage is empty.
  if (device === null) return { kind: isFirstAnswerOut ? 'starting' : 'notEnrolled' }
  const common = { deviceKind: device.kind, deviceName: device.name }
  const session = notes.session()
  if (session === null) {
    const people = notes.people().map(({ id, name, roles }) => ({ id, name, roles }))
    return { kind: 'signedOut', ...common, people: device.kind === 'staff' ? people : [] }
  }
  const { id, name, roles, customerId } = session.person
  return {
    kind: 'signedIn',
    ...common,
    deviceId: device.id,
    person: { id, name, roles, customerId, offline: !session.online },
  }
}
