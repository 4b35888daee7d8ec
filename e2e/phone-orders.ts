// Orders that were there before a journey begins: somebody in the office writes them down while customers call. The
// device speaks the real API, so that a journey spends its time on what it is about.

import { randomUUID } from 'node:crypto'
import { createApi, type Api } from '../lib/platform/api-client.ts'
import { protocolVersion, type DeviceReport } from '../lib/protocol/sync.ts'
import { schemaVersion } from '../lib/domain/trade.ts'
import { demoId } from '../sync-server/demo/catalogue.ts'

export interface PhoneOrder {
  customer: string
  phone: string
  address: string
  /** Bottles of 19 litres at 290 ₽ each. */
  bottles: number
  /** A second line; its price as the demonstration's retail list has it. */
  also?: { article: string; pieces: number; priceMinor: number }
}

export interface PhoneDesk {
  /** A customer nobody knew yet, matched by being written down, and a draft of theirs. Answers the ids. */
  takeOrder(order: PhoneOrder): Promise<{ customerId: string; orderId: string }>
  /** Every text in every document that the office may see, and the devices' names: data, and no words of the app. */
  readData(): Promise<string[]>
}

export const bottleMinor = 29_000

export async function openPhoneDesk(url: string, code: string, who: { name: string; pin: string }) {
  const api = createApi({ origin: url, fetch: keepingCookies() })
  const enrolled = await api.device.enrol.mutate({ code, name: 'Телефон в приёмной' })
  if (enrolled.kind !== 'ok') throw new Error(`The phone desk was not enrolled: ${enrolled.kind}`)
  const person = (await api.session.people.query()).find(({ name }) => name === who.name)
  if (!person) throw new Error(`Nobody is called ${who.name}`)
  const entered = await api.session.signInWithPin.mutate({ personId: person.id, pin: who.pin })
  if (entered.kind !== 'ok') throw new Error(`${who.name} was not let in: ${entered.kind}`)
  return phoneDesk(api, person.id)
}

function phoneDesk(api: Api, actorId: string): PhoneDesk {
  let seq = 0
  const operation = (kind: string, target: { kind: string; id: string }, payload: unknown) => ({
    ...{ seq: (seq += 1), actorId, kind, target, payload },
    ...{ madeAt: Date.now(), clockOffsetMs: 0, schema: schemaVersion },
  })
  return {
    async takeOrder({ customer, phone, address, bottles, also }) {
      const [customerId, orderId, addressId] = [randomUUID(), randomUUID(), randomUUID()]
      const flags = { autoAccept: false, neverAutoAccept: true, receiptContact: null }
      const record = { id: addressId, raw: address, verified: address, note: null, ...flags }
      const goods = [{ article: 'W19-001', pieces: bottles, priceMinor: bottleMinor }, ...(also ? [also] : [])]
      const lines = goods.map(({ article, pieces, priceMinor }, i) => ({
        ...{ id: `line-${i + 1}`, productId: demoId('product', article), quantityMilli: pieces * 1000 },
        ...{ payWith: 'money', seenPrice: priceMinor },
      }))
      const operations = [
        operation(
          'customer.register',
          { kind: 'customer', id: customerId },
          { name: customer, phone, email: null, address: record },
        ),
        operation(
          'order.submit',
          { kind: 'order', id: orderId },
          {
            ...{ source: 'desk', customerId, address: { id: addressId, raw: address, note: null }, window: null },
            ...{ lines, intent: 'cash', note: null },
          },
        ),
      ]
      const answer = await api.sync.push.mutate({ protocol: protocolVersion, operations, report: report() })
      const verdicts = answer.kind === 'taken' ? answer.verdicts.map(({ verdict }) => verdict) : [answer]
      if (verdicts.some(({ kind }) => kind !== 'accepted'))
        throw new Error(`The order of ${customer} was not taken: ${JSON.stringify(verdicts)}`)
      return { customerId, orderId }
    },
    async readData() {
      const texts = new Set((await api.office.devices.query()).map(({ name }) => name))
      const cursors: Record<string, number> = {}
      for (let more = true; more;) {
        const input = { protocol: protocolVersion, personId: actorId, cursors, limit: 5000, report: report() }
        const answer = await api.sync.pull.mutate(input)
        if (answer.kind !== 'pages') throw new Error(`A pull was answered with ${answer.kind}`)
        for (const { scope, to, changes } of answer.pages) {
          cursors[scope] = to
          for (const change of changes) if ('body' in change) collectTexts(change.body, texts)
        }
        more = answer.pages.some((page) => page.more)
      }
      return [...texts]
    },
  }
}

function collectTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value.trim())
  else if (typeof value === 'object' && value !== null)
    for (const inside of Object.values(value)) collectTexts(inside, texts)
}

const report = (): DeviceReport => ({
  queue: 0,
  oldestAgeMs: null,
  refused: 0,
  storage: { persisted: null, usageBytes: null, quotaBytes: null },
  sentAt: Date.now(),
  appVersion: 'journey',
})

/** fetch as a browser does it: what the server sets is sent with the next request. */
function keepingCookies(): typeof fetch {
  const cookies = new Map<string, string>()
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(input, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return answer
  }
}
