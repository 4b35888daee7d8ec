import { describe, expect, it } from 'vitest'
import { mayAdminister, mayDo, officeActs, rolesFor, scopesFor, scopesForNobody } from './access.ts'
import { actors } from './sample-books.ts'
import { operationKinds } from './rodnik-trade.ts'
import { roles } from './staff/person.ts'

const known = {
  priceTypeIds: ['retail', 'firms'],
  retailPriceTypeId: 'retail',
  customerPriceTypeId: null,
  deviceId: 'tablet',
  months: ['2026-11', '2026-10'],
}
const tillKinds = [
  'parked.put',
  'parked.take',
  'receipt.close',
  'shift.cash',
  'shift.close',
  'shift.open',
  'tillKey.add',
]
const till = ['tills', 'till:tablet', 'till:tablet:2026-11', 'till:tablet:2026-10']
const everyPrice = ['prices:retail', 'prices:firms']

describe('S23: what each role sees', () => {
  it.each([
    ['anna', ['public', 'catalog', 'prices:retail', 'customer:anna']],
    ['olga', ['public', 'catalog', ...everyPrice, 'stock', 'customers', 'orders', 'staff']],
    ['dmitri', ['public', 'catalog', 'prices:retail', 'driver:dmitri', 'staff']],
    ['kira', ['public', 'catalog', ...everyPrice, 'stock', 'customers', 'staff', 'counter', ...till]],
    ['oleg', ['public', 'catalog', ...everyPrice, 'stock', 'customers', 'orders', 'staff', 'office', ...till]],
    ['alla', ['public', 'catalog', ...everyPrice, 'stock', 'customers', 'orders', 'staff', 'office', ...till]],
  ] as const)('%s', (id, scopes) => expect(scopesFor(actors[id], known)).toEqual(scopes))

  it('E05: a customer with a price list of their own sees that one and no other', () => {
    const scopes = scopesFor(actors.anna, { ...known, customerPriceTypeId: 'firms' })
    expect(scopes.filter((scope) => scope.startsWith('prices:'))).toEqual(['prices:firms'])
  })

  it('several roles see the sum, each scope once', () => {
    const scopes = scopesFor({ ...actors.dmitri, roles: ['driver', 'operator'] }, known)
    expect(new Set(scopes).size).toBe(scopes.length)
    expect(scopes).toEqual(expect.arrayContaining(['driver:dmitri', 'orders']))
  })

  it('without a price list or a role there is nothing to leak', () => {
    const none = { ...known, priceTypeIds: [], retailPriceTypeId: null }
    expect(scopesFor(actors.anna, none)).toEqual(['public', 'catalog', 'customer:anna'])
    expect(scopesFor({ ...actors.anna, customerId: null }, none)).toEqual(['public', 'catalog'])
    expect(scopesFor({ ...actors.anna, roles: [] }, known)).toEqual([])
    expect(scopesForNobody(known)).toEqual(['public', 'catalog', 'prices:retail'])
    expect(scopesForNobody(none)).toEqual(['public', 'catalog'])
  })
})

describe('S23: what each role does', () => {
  const did = (role: (typeof roles)[number]) => operationKinds.filter((kind) => mayDo(role, kind)).sort()

  it('the narrow roles', () => {
    expect(did('customer')).toEqual([
      'customer.edit',
      'customer.removeAddress',
      'customer.setAddress',
      'order.submit',
      'order.withdraw',
    ])
    expect(did('driver')).toEqual([
      'order.complete',
      'order.deliverLine',
      'order.failDelivery',
      'order.pay',
      'order.startDelivery',
    ])
    expect(did('cashier')).toEqual(['customer.deposit', 'customer.register', ...tillKinds])
  })

  it('desk and office do everything but withdraw', () => {
    const all = operationKinds.filter((kind) => kind !== 'order.withdraw').sort()
    for (const role of ['office', 'administrator'] as const) expect(did(role)).toEqual(all)
    const office = [...tillKinds, 'receipt.settle']
    expect(did('operator')).toEqual(all.filter((kind) => !office.includes(kind)))
  })

  it('nobody does what does not exist', () => {
    for (const role of roles)
      for (const kind of ['', 'order', 'constructor', 'order.delete']) expect(mayDo(role, kind)).toBe(false)
    expect(rolesFor({ ...actors.dmitri, roles: ['driver', 'customer'] }, 'order.pay')).toEqual(['driver'])
  })
})

describe('who administers', () => {
  const by = (...held: (typeof roles)[number][]) => officeActs.filter((act) => mayAdminister(held, act))
  it('people are the administrator’s, so that nobody makes an administrator of themselves', () => {
    expect(by('administrator')).toEqual(officeActs)
    expect(by('office')).toEqual(['devices', 'journal', 'held', 'import', 'codes'])
    expect(by('operator')).toEqual(['codes'])
    expect(by('customer', 'driver', 'cashier')).toEqual([])
    expect(by()).toEqual([])
  })
})
