/**
 * GA2: why an order was or was not accepted by itself, while it waits (keys of `orderWords`) and ever after (of
 * `historyWords`).
 */
import type { AcceptanceReason } from '../../../lib/domain/order/order.ts'

export const acceptanceKeys = {
  addressAllows: { waiting: null, after: 'acceptanceAddressAllows' },
  priceListConfirms: { waiting: null, after: 'acceptancePriceListConfirms' },
  addressForbids: { waiting: 'whyAddressForbids', after: 'acceptanceAddressForbids' },
  noRule: { waiting: 'whyNoRule', after: 'acceptanceNoRule' },
  customerUnmatched: { waiting: 'whyCustomerUnmatched', after: 'acceptanceCustomerUnmatched' },
  addressUnknown: { waiting: 'whyAddressUnknown', after: 'acceptanceAddressUnknown' },
  stockMissing: { waiting: 'whyStockMissing', after: 'acceptanceStockMissing' },
  intentNotPossible: { waiting: 'whyIntentNotPossible', after: 'acceptanceIntentNotPossible' },
  priceChanged: { waiting: 'whyPriceChanged', after: 'acceptancePriceChanged' },
} as const satisfies Record<AcceptanceReason, { waiting: string | null; after: string }>
