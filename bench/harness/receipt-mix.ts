/**
 * What a till sends all day, seeded: its shift is opened, then one receipt after another of one to four lines, paid in
 * cash, every third by card. All of them acceptable.
 */
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import { receiptId, shiftId } from '../../lib/domain/till/shift.ts'
import { uuid, type Company } from './company.ts'
import type { Act } from './order-mix.ts'
import type { Seeded } from './seeded.ts'

export function* receiptActs(company: Company, random: Seeded, deviceId: string): Generator<Act, never> {
  const shift = shiftId(deviceId, 1)
  yield { kind: 'shift.open', target: { kind: 'shift', id: shift }, payload: { tillName: 'Касса', openingMinor: 0 } }
  for (let number = 1; ; number += 1) {
    yield {
      kind: 'receipt.close',
      target: { kind: 'receipt', id: receiptId(shift, number) },
      payload: receipt(company, random),
    }
  }
}

function receipt({ products }: Company, random: Seeded): ReceiptPayload {
  const lines = Array.from({ length: random.between(1, 4) }, (_, index): ReceiptPayload['lines'][number] => {
    const { id: productId, minor: priceMinor } = random.pick(products)
    return {
      ...{ id: `l${index}`, productId, name: 'Вода артезианская негазированная, 19 л', unit: 'шт' },
      ...{ quantityMilli: random.between(1, 3) * 1000, priceMinor, discountMinor: 0, vatPercent: 22 },
      ...{ stocked: true, returnOf: null },
    }
  })
  const amountMinor = lines.reduce((sum, line) => sum + (line.priceMinor * line.quantityMilli) / 1000, 0)
  const tender = random.next() < 1 / 3 ? 'card' : 'cash'
  return {
    ...{ saleId: uuid(random), lines, roundingMinor: 0, tenders: [{ tender, amountMinor }], givenMinor: null },
    ...{ customerId: null, orderId: null, approvals: [], reason: null },
  }
}
