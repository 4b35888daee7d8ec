/**
 * Words that look like code, wherever words are allowed: what becomes of an order, the register and its till, people, devices,
 * and what the office writes. They stay words, where they belong, and nothing else changes.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from '../../lib/domain/customer/customer.ts'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Shift } from '../../lib/domain/till/shift.ts'
import { shiftTotals } from '../../lib/domain/till/totals.ts'
import {
  aLine,
  type Act,
  anAddress,
  cart,
  expectQuiet,
  hostileWords,
  journal,
  mustBeAccepted,
  nothingWasOurFault,
  openHostileCompany,
  push,
  server,
  state,
  who,
} from '../testing/hostile-company.ts'
import { askAs, last, rule } from '../testing/office-desk.ts'
import { small } from '../testing/small-catalogue.ts'
import { stored, storedRow } from '../testing/stored.ts'
import type { Browser } from '../testing/test-server.ts'
import { bottles, close, forOrder, heldConflict, openTill, receipt, receiptOf, shiftOf } from '../testing/till-acts.ts'
import { booksAddUp } from '../testing/till-books.ts'
import { hashOfTables } from '../testing/whole-database.ts'

openHostileCompany()
booksAddUp()

let administrator: Browser
beforeAll(async () => {
  administrator = (await server.staff('Анна', ['administrator'])).browser
})

/** Every operation writes these, and reading them is what the rest of a test does. */
const written = ['operations', 'organisations', 'ledger', 'balances', 'outbox']
/** All that an act on these documents has no business with. */
async function others(...touched: string[]): Promise<Record<string, string>> {
  const tables = Object.entries(await hashOfTables(server.database.pool, touched))
  return Object.fromEntries(tables.filter(([table]) => !written.includes(table)))
}
const accountsOf = (customerId: string) => [`balance/${customerId}`, `stock/${small.product}`]

describe.each(hostileWords)('%j', (text) => {
  const at = hostileWords.indexOf(text)
  /** What stands at the ends of a text is not kept. */
  const kept = text.trim()
  const orderActs = (id: string) => {
    const target = { kind: 'order', id }
    return {
      desk: (verb: string, payload: object = {}) =>
        mustBeAccepted(who.operator, { kind: `order.${verb}`, target, payload }),
      route: (verb: string, payload: object = {}) =>
        mustBeAccepted(who.driver, { kind: `order.${verb}`, target, payload }),
      now: async () => (await storedRow<Order>('order', id)).body,
    }
  }
  async function acceptedOrder(id: string) {
    const target = { kind: 'order', id }
    await mustBeAccepted(who.customer, { kind: 'order.submit', target, payload: cart('customer', { lines: [aLine] }) })
    const acts = orderActs(id)
    await acts.desk('accept')
    return acts
  }

  it('why an order was not delivered, shrank, came back, or was void', async () => {
    const [failed, shrunk, returned, voided] = ['failed', 'shrunk', 'returned', 'voided'].map((name) => `${name}-${at}`)
    const touched = [failed, shrunk, returned, voided].map((id) => `order/${id}`)
    const before = await others(...touched, ...accountsOf(who.customer.personId))
    const noRefund = { refund: null, refundId: null }

    const first = await acceptedOrder(failed!)
    await first.desk('assign', { driverId: who.driver.personId, date: '2026-06-01', position: 1 })
    await first.route('startDelivery')
    await first.route('failDelivery', { reason: 'other', note: text })
    expect((await first.now()).failure).toMatchObject({ reason: 'other', note: kept })

    const second = await acceptedOrder(shrunk!)
    await second.desk('deliverLine', { lineId: 'l1', deliveredMilli: 1_000 })
    await second.desk('cancelRest', { reason: text, ...noRefund })
    expect((await second.now()).history.at(-1)).toMatchObject({ what: 'cancelRest', params: { reason: kept } })

    const third = await acceptedOrder(returned!)
    await third.desk('complete')
    const goods = [{ lineId: 'l1', quantityMilli: 1_000 }]
    await third.desk('return', { returnId: `back-${at}`, lines: goods, reason: text, ...noRefund })
    expect((await third.now()).returns).toMatchObject([{ reason: kept }])

    const fourth = await acceptedOrder(voided!)
    await fourth.desk('void', { reason: text, ...noRefund })
    expect(await fourth.now()).toMatchObject({ state: 'voided' })
    expect((await fourth.now()).history.at(-1)).toMatchObject({ what: 'void', params: { reason: kept } })

    expect(await others(...touched, ...accountsOf(who.customer.personId))).toEqual(before)
  })

  it('a till, its key, its shift and its cashiers', async () => {
    const till = await openTill(`Кассир ${at}`, { tillName: text })
    const touched = [`shift/${shiftOf(till)}`, `tillKey/${till.deviceId}`, `register/${shiftOf(till)}`]
    const before = await others(...touched)
    expect(await stored<Shift>('shift', shiftOf(till))).toMatchObject({ tillName: text })
    const key: Act = {
      kind: 'tillKey.add',
      target: { kind: 'tillKey', id: till.deviceId },
      payload: { tillName: text, publicKey: `BA${'A'.repeat(85)}` },
    }
    await mustBeAccepted(till, key)
    expect(await stored('tillKey', till.deviceId)).toMatchObject({ tillName: text })
    const cashiers = [{ id: 'k', name: text, count: 0, amountMinor: 0 }]
    const closing = {
      ...{ countedMinor: 0, reason: text, lastReceipt: 0 },
      totals: { ...shiftTotals([], []), cashiers },
    }
    await mustBeAccepted(till, {
      kind: 'shift.close',
      target: { kind: 'shift', id: shiftOf(till) },
      payload: closing,
    })
    expect((await stored<Shift>('shift', shiftOf(till)))?.closing).toMatchObject({ reason: kept, totals: { cashiers } })
    expect(await others(...touched)).toEqual(before)
  })

  it('what the office says of a receipt: that it counts, and what became of its money', async () => {
    const till = await openTill(`Спорная ${at}`)
    expect(await close(till, 1, receipt([bottles({ discountMinor: 29_000 })]))).toEqual(heldConflict)
    expect(await rule(last(till), text)).toEqual({ verdict: 'accepted' })
    expect((await stored<Receipt>('receipt', receiptOf(till, 1)))?.ruling).toMatchObject({ reason: kept })

    const acts = await acceptedOrder(`twice-${at}`)
    const order = await acts.now()
    for (const number of [2, 3])
      expect(await close(till, number, forOrder(order, { handedOver: true }))).toEqual({ kind: 'accepted' })
    const target = { kind: 'receipt', id: receiptOf(till, 3) }
    const before = await others(`receipt/${target.id}`)
    await mustBeAccepted(who.office, { kind: 'receipt.settle', target, payload: { note: text } })
    expect((await stored<Receipt>('receipt', target.id))?.order?.settled).toMatchObject({ note: kept })
    expect(await others(`receipt/${target.id}`)).toEqual(before)
  })

  it('a customer whom an operator writes down, and one who signs in', async () => {
    const [id, phone] = [`written-${at}`, `+7912000010${at}`]
    const touched = [`customer/${id}`, `phone/${phone}`]
    const before = await others(...touched)
    const address = anAddress({
      raw: text,
      verified: text,
      note: text,
      receiptContact: text.slice(0, 64).toWellFormed(),
    })
    await mustBeAccepted(who.operator, {
      kind: 'customer.register',
      target: { kind: 'customer', id },
      payload: { name: text, phone, email: null, address },
    })
    const { name, addresses } = (await storedRow<Customer>('customer', id)).body
    expect([name, addresses[0]]).toMatchObject([kept, { raw: kept, verified: kept, note: kept }])
    for (const field of ['phone', 'email']) {
      const payload = { name: 'Вера', phone: '+79120000199', email: null, address: null, [field]: text }
      const target = { kind: 'customer', id: 'none' }
      expect(await push(who.operator, { kind: 'customer.register', target, payload })).toMatchObject({
        kind: 'refused',
      })
    }
    expect(await others(...touched)).toEqual(before)

    const { personId } = await server.customer(`+7912000020${at}`, text)
    expect((await storedRow<Customer>('customer', personId)).body.name).toBe(kept)
  })

  it('a person and a device; signs that steer a terminal are no name', async () => {
    const isName = !/\p{Cc}/u.test(text)
    const before = [await state(), await journal()]
    const person = { id: null, name: text, roles: ['driver'], active: true, pin: '5820' }
    const [saved, code] = [
      await administrator.call('office.savePerson', person),
      await administrator.call('office.createEnrolmentCode', { name: text }),
    ]
    if (!isName) {
      for (const answer of [saved, code]) {
        expect(answer).toMatchObject({ status: 400, reason: 'badRequest' })
        expectQuiet(answer.body)
      }
      expect([await state(), await journal()]).toEqual(before)
      return
    }
    const { id } = saved.data as { id: string }
    expect(await stored('person', id)).toMatchObject({ id, name: kept, roles: ['driver'] })
    expect(await askAs(who.operator, 'session.people', undefined)).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, name: kept })]),
    )
    const enrolling = { code: (code.data as { code: string }).code, name: text }
    const enrolled = await server.browser().call('device.enrol', enrolling)
    expect(enrolled.data).toMatchObject({ kind: 'ok', device: { name: kept } })
    const { device } = enrolled.data as { device: { id: string } }
    const devices = await askAs<{ id: string; name: string }[]>(who.office, 'office.devices', undefined)
    expect(devices.find((one) => one.id === device.id)).toMatchObject({ name: kept })
  })

  it('how the organisation sells: no text there is free', async () => {
    const settings = { paymentIntents: ['cash'], retailPriceTypeId: small.priceType, autoConfirm: [] }
    const mask = { country: '+7', mask: '(NNN) NNN-NN-NN' }
    const before = [await state(), await journal()]
    for (const changed of [
      { paymentIntents: [text] },
      { weighedCodes: [{ prefix: text, holds: 'weight' }] },
      { weighedCodes: [{ prefix: '21', holds: text }] },
      { phoneMask: { ...mask, country: text } },
      { phoneMask: { ...mask, mask: text } },
      { phoneMask: { ...mask, mask: `${mask.mask}${text}` } },
      { till: text },
      { note: text },
    ])
      expect(await administrator.call('office.saveSettings', { ...settings, ...changed })).toMatchObject({
        status: 400,
        reason: 'badRequest',
      })
    for (const changed of [{ retailPriceTypeId: text }, { autoConfirm: [text] }]) {
      const answer = await administrator.call('office.saveSettings', { ...settings, ...changed })
      expect(answer.data).toEqual({ kind: 'unknownPriceType' })
    }
    expect([await state(), await journal()]).toEqual(before)
  })
})

nothingWasOurFault()
