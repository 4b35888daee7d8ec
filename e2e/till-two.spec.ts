// Issue 3, users.md 5, 7, 10, 11, 14 and 15: a full day on two tills, one of them without a network from the morning to
// the evening. Both sell, take back, move cash, change their cashier, print X and Z. When the second one is back on the
// line, the office's ledger says what the two Z say, to the kopeck, and both tills have the same numbers for themselves.

import type { Page } from '@playwright/test'
import type { Shift } from '../lib/domain/till/shift.ts'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { openCounter, type Counter } from './counter.ts'
import { documentOnDevice } from './on-device.ts'
import { expect, test } from './fixtures.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const still = 'Вода дистиллированная, 19 л'
const cashiers: [string, string] = ['Марина Белова', 'Ирина Власова']

/** What one till does in a day. Differs enough from the other's for no sum to fit both by accident. */
type Plan = {
  till: string
  opening: string
  sales: number
  discount: string
  card: string
  putIn: string
  takeOut: string
  short: number
}
const plans: [Plan, Plan] = [
  {
    till: 'Касса 1',
    opening: '1000',
    sales: 2,
    discount: '5',
    card: '100,50',
    putIn: '300',
    takeOut: '250,50',
    short: 0,
  },
  {
    till: 'Касса 2',
    opening: '2500,50',
    sales: 4,
    discount: '3',
    card: '33,33',
    putIn: '1000,10',
    takeOut: '777,07',
    short: 150,
  },
]

test('users.md 10, 11, 14: two tills, one without a network all day: the office says what their Z say, to the kopeck', async ({
  company,
  device,
}) => {
  test.setTimeout(900_000)
  const [first, second] = [
    await openCounter(await device(), company, { name: plans[0].till, cashiers }),
    await openCounter(await device(), company, { name: plans[1].till, cashiers }),
  ]
  const accountant = await device()
  await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')
  await second.cutNetwork()

  const zs = [await workADay(first, plans[0]), await workADay(second, plans[1])]

  await test.step('users.md 7: the same numbers at both, none missing, none printed twice', async () => {
    for (const [index, { paper }] of [first, second].entries()) {
      const sales = (plans[index]?.sales ?? 0) + 2
      for (let number = 1; number <= sales; number += 1)
        expect(count(paper(), `ЧЕК № 1-${String(number).padStart(4, '0')}`), `till ${index + 1}, ${number}`).toBe(1)
      expect(count(paper(), `ВОЗВРАТ № 1-${String(sales + 1).padStart(4, '0')}`)).toBe(1)
      expect(count(paper(), 'Z-ОТЧЁТ, СМЕНА 1')).toBe(1)
      expect(paper()).not.toContain('К О П И Я')
      expect(paper()).not.toContain('Аннулированы')
    }
  })

  await test.step('users.md 10: in the evening nothing of the second till has reached anybody', async () => {
    await first.frame.expectAllSent()
    expect(await second.frame.waiting()).toBeGreaterThan(10)
    expect(await documentOnDevice(accountant.page, `shift/${zs[1]?.id}`)).toBeNull()
  })

  await test.step('back on the line: sent by itself, nothing refused, nothing held', async () => {
    await second.restoreNetwork()
    await second.frame.expectAllSent()
    for (const { frame } of [first, second]) await expect(frame.connection).not.toContainText(/отказ|провер/)
  })

  await test.step('the office: each till’s ledger is its Z, and both together are the day', async () => {
    const ledgers: Record<string, number>[] = []
    for (const z of zs) {
      await expect.poll(() => ledgerOf(accountant.page, z.id), { message: z.tillName }).toEqual(expectedLedger(z))
      ledgers.push((await ledgerOf(accountant.page, z.id)) ?? {})
      await expect
        .poll(() => documentOnDevice<Shift>(accountant.page, `shift/${z.id}`), { message: z.tillName })
        .toMatchObject({ ...z, opened: {}, movements: [{}, {}], closing: { totals: z.closing?.totals } })
    }
    const together = (name: string) => ledgers.reduce((sum, ledger) => sum + (ledger[name] ?? 0), 0)
    const day = (of: (z: Shift) => number) => zs.reduce((sum, z) => sum + of(z), 0)
    expect(together('sale') - together('return')).toBe(
      day((z) => (z.closing?.totals.sales.amountMinor ?? 0) - (z.closing?.totals.returns.amountMinor ?? 0)),
    )
    expect(together('counted')).toBe(day((z) => z.closing?.countedMinor ?? 0))
    expect(new Set(zs.map(({ tillId }) => tillId)).size).toBe(2)
  })
})

/** From the counted cash in the morning to the Z, which is given back as it lies on this till. */
async function workADay(counter: Counter, plan: Plan): Promise<Shift> {
  const { page, till, shift, paper } = counter
  const barcode = demoCatalogue().products.find(({ name }) => name === still)?.barcode ?? ''
  const sell = async (bottles: number, pay: () => Promise<void>) => {
    await till.openSale()
    for (let scanned = 0; scanned < bottles; scanned += 1) await till.scan(barcode)
    await till.expectPieces(still, bottles)
    await pay()
    await expect(page.getByRole('region', { name: /^Чек № / })).toBeVisible()
  }
  return test.step(`a day at ${plan.till}`, async () => {
    await till.openShift(1, plan.opening)
    for (let sale = 1; sale <= plan.sales; sale += 1) await sell(sale, () => till.payCash('50000'))
    await counter.changeCashier('Марина Белова')
    await sell(1, async () => {
      await till.discount(plan.discount)
      await till.payCard()
    })
    await sell(3, () => till.payCard({ card: plan.card, given: '50000' }))
    await shift.openReceipt('1-0002')
    await shift.returnOne(still, 'Брак')
    await shift.open()
    await shift.putIn(plan.putIn, 'Размен')
    await shift.takeOut(plan.takeOut, 'Инкассация')
    await page.getByRole('button', { name: 'Печать X' }).click()
    await expect.poll(paper).toContain('X-ОТЧЁТ')
    const due = await shift.figure('Наличные в ящике', 'Должно быть')

    const sheet = await shift.startClosing()
    await sheet.getByLabel('Денег в ящике').fill(((due - plan.short) / 100).toFixed(2))
    if (plan.short > 0) await sheet.getByLabel('Почему расходится').fill('мелочь')
    await sheet.getByRole('button', { name: 'Закрыть смену' }).click()
    await expect(page.getByRole('heading', { name: 'Z-отчёт, смена 1' })).toBeVisible()
    await expect.poll(paper).toContain('Z-ОТЧЁТ, СМЕНА 1')
    const z = await shiftOnTill(page)
    expect(z.closing).toMatchObject({ expectedMinor: due, countedMinor: due - plan.short, lastReceipt: plan.sales + 3 })
    expect(z.closing?.totals.cashiers.map(({ name }) => name).sort()).toEqual(['Ирина Власова', 'Марина Белова'])
    // What the person sees is what is stored.
    expect(await shift.figure('Наличные в ящике', 'Посчитано')).toBe(due - plan.short)
    expect(await shift.figure('Продажи', 'Продажи')).toBe(z.closing?.totals.sales.amountMinor)
    expect(await shift.figure('Продажи', 'Возвраты')).toBe(z.closing?.totals.returns.amountMinor)
    return z
  })
}

/** Every account of a shift in the office's ledger, as the till's own Z tells them. Accounts on which nothing moved are not there. */
function expectedLedger({ openingMinor, closing }: Shift): Record<string, number> {
  if (closing === null) throw new Error('The shift is not closed')
  const { totals, countedMinor } = closing
  const { sales, returns, tenders, vat, cashiers: people } = totals
  const ledger = {
    opening: openingMinor,
    sale: sales.amountMinor,
    saleCount: sales.count,
    return: returns.amountMinor,
    returnCount: returns.count,
    discount: totals.discountMinor,
    cashIn: totals.cashInMinor,
    cashOut: totals.cashOutMinor,
    counted: countedMinor,
    ...tenders,
    ...Object.fromEntries(Object.entries(vat).map(([rate, minor]) => [`vat:${rate}`, minor])),
    ...Object.fromEntries(people.map(({ id, amountMinor }) => [`cashier:${id}`, amountMinor])),
  }
  return Object.fromEntries(Object.entries(ledger).filter(([, amount]) => amount !== 0))
}

async function ledgerOf(page: Page, shiftId: string): Promise<Record<string, number> | null> {
  const register = await documentOnDevice<{ amounts: Record<string, number> }>(page, `register/${shiftId}`)
  if (register === null) return null
  return Object.fromEntries(Object.entries(register.amounts).filter(([, amount]) => amount !== 0))
}

async function shiftOnTill(page: Page): Promise<Shift> {
  await page.getByRole('link', { name: 'Чеки', exact: true }).first().click()
  const href = await page.getByRole('link', { name: /^1-0001/ }).getAttribute('href')
  const receipt = decodeURIComponent(href?.split('/').at(-1) ?? '')
  const key = `shift/${receipt.slice(0, receipt.lastIndexOf(':'))}`
  await expect.poll(async () => (await documentOnDevice<Shift>(page, key))?.state).toBe('closed')
  const z = await documentOnDevice<Shift>(page, key)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Z-отчёт, смена 1' })).toBeVisible()
  if (z === null) throw new Error(`The till holds no shift of receipt ${receipt}`)
  return z
}

const count = (text: string, wanted: string): number => text.split(wanted).length - 1
