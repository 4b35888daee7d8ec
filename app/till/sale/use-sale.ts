/** The sale of this till: what lies on the device, what it comes to, and what may be done with it. */
'use client'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { PriceType, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import type { WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import type { Customer, Settings } from '../../../lib/domain/customer/customer.ts'
import type { PhoneMask } from '../../../lib/domain/phone-mask.ts'
import { priceCart, type PricedCart } from '../../../lib/domain/till/cart.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useBalance } from '../../_ui/use-balance.ts'
import { useKeepTyped, useOne, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useReceipts } from '../use-receipts.ts'
import type { Till } from '../use-till.ts'
import { counterWords } from '../order/words.ts'
import { balanceAfterOwn } from './own-balance.ts'
import { addProduct, emptySale, setQuantity, type Added, type Portion, type Sale } from './sale.ts'
import { offerOf, type TillGoods, type TillPrices } from './till-goods.ts'
import { useKeptCodes, useQuickFind, type QuickFind } from './use-quick-find.ts'
import { useTillGoods, useTillPrices } from './use-till-goods.ts'
import { saleWords } from './words.ts'

const saleKey = 'till.sale'
const noRules: readonly WeighedRule[] = []

export type SaleState = {
  till: Till
  shift: Shift
  sale: Sale
  /** null: larger than any receipt may be. */
  priced: PricedCart | null
  change: (next: (before: Sale) => Sale) => Promise<void>
  /** One more of it; says why not. The line it stands on is the selected one. `priceMinor`: where it is known already. */
  add: (product: Product, portion?: Portion, priceMinor?: number) => string | null
  /** What a code sells, while the goods are still being read. */
  quickFind: QuickFind
  selectedId: string | null
  select: (lineId: string | null) => void
  /** null while they are read. */
  goods: TillGoods | null
  prices: TillPrices | null
  /** Of the price list this customer buys at. */
  priceOf: (productId: string) => number | null
  priceTypeId: string | null
  retailPriceTypeId: string | null
  priceList: string | null
  currency: string
  /** What labels of the shop's own scales hold. */
  weighedCodes: readonly WeighedRule[]
  /** D01–D04: how phones are typed here; null: without a mask. */
  phoneMask: PhoneMask | null
  /** undefined while it is read, null: nobody is named, or not on this device. */
  customer: Customer | null | undefined
  /** What the customer has: deposit in minor units, points. null: nobody, or not known yet. */
  balance: Record<string, number> | null
  /** The receipt that the last sale became, until the next one begins. */
  closed: Receipt | null
  forgetClosed: () => void
}

type Problem = Extract<Added, { problem: unknown }>['problem']

const SaleContext = createContext<SaleState | null>(null)
export const SaleProvider = SaleContext

export function useSale(): SaleState {
  const state = useContext(SaleContext)
  if (!state) throw new Error('useSale outside the sale')
  return state
}

/** The sale as it lies on the device; every change is seen at once and then written. */
export function useKeptSale(): [Sale, SaleState['change']] {
  const notice = useNotice()
  const base = useWords(baseWords)
  const [kept, set] = useKeepTyped<Sale>(saleKey, emptySale)
  const change = useCallback<SaleState['change']>(
    (next) =>
      // Fields that a newer version added are there from the first change on.
      set((before) => next({ ...emptySale, ...before })).catch((cause: unknown) => {
        console.error('The sale could not be stored', cause)
        notice({ tone: 'bad', text: base('failedUnknown') })
      }),
    [set, notice, base],
  )
  return [useMemo(() => ({ ...emptySale, ...kept }), [kept]), change]
}

export function useReadSale(till: Till, shift: Shift): SaleState {
  const workplace = useWorkplace()
  const notice = useNotice()
  const t = useWords(saleWords)
  const ofOrder = useWords(counterWords)
  const [sale, change] = useKeptSale()
  const [selectedId, select] = useState<string | null>(null)
  const settings = useOne<Settings>('settings', 'organisation')?.body
  const currency = settings?.currency ?? 'RUB'
  const goods = useTillGoods()
  const prices = useTillPrices(currency)
  const shownCustomer = useOne<Customer>('customer', sale.customerId)
  const customer = shownCustomer === undefined ? undefined : (shownCustomer?.body ?? null)
  const receipts = useReceipts(till.id)
  const balance = useOwnBalance(sale.customerId, receipts)
  const retailPriceTypeId = settings?.retailPriceTypeId ?? null
  const priceTypeId = customer?.priceTypeId ?? retailPriceTypeId
  const priceType = useOne<PriceType>('priceType', priceTypeId)
  const priced = useMemo(() => priceCart(sale), [sale])
  const weighedCodes = settings?.weighedCodes ?? noRules
  const quickFind = useQuickFind(settings && customer !== undefined ? priceTypeId : null, {
    rules: weighedCodes,
    currency,
  })
  useKeptCodes(goods)
  const { closed, forgetClosed } = useClosed(receipts, sale, change)
  useLaidAside(sale, change)

  const priceOf = useCallback((productId: string) => prices?.of(productId, priceTypeId) ?? null, [prices, priceTypeId])
  const problemText = (problem: Problem, name: string): string => {
    if (problem === 'ofOrder') return ofOrder('locked')
    return problem === 'tooManyLines' ? t(problem) : t(problem, { name })
  }
  const add: SaleState['add'] = (product, portion, priceMinor) => {
    const offer = priceMinor !== undefined ? { product, priceMinor } : prices && offerOf(product, prices, priceTypeId)
    if (!offer) return null
    let lineId: string | null = null
    void change((before) => {
      const result = addProduct(before, offer, () => workplace.newId(), portion)
      if ('problem' in result) {
        const { problem } = result
        notice({ tone: 'bad', text: problemText(problem, product.name) })
        return before
      }
      lineId = result.lineId
      return result.sale
    })
    if (lineId !== null) {
      select(lineId)
      forgetClosed()
    }
    return lineId
  }

  return {
    till,
    shift,
    sale,
    priced,
    change,
    add,
    selectedId: sale.lines.some(({ id }) => id === selectedId) ? selectedId : (sale.lines.at(-1)?.id ?? null),
    select,
    goods,
    prices,
    priceOf,
    priceTypeId,
    retailPriceTypeId,
    priceList: priceType?.body.name ?? null,
    currency,
    weighedCodes,
    quickFind,
    phoneMask: settings?.phoneMask ?? null,
    customer: sale.customerId === null ? null : customer,
    balance,
    closed,
    forgetClosed,
  }
}

type Receipts = ReturnType<typeof useReceipts>

/** null while it is being read, and where nobody is named. */
function useOwnBalance(customerId: string | null, receipts: Receipts): Record<string, number> | null {
  const counted = useBalance(customerId)
  return useMemo(
    () => (counted && customerId && receipts ? balanceAfterOwn(counted, customerId, receipts) : null),
    [counted, customerId, receipts],
  )
}

/**
 * The sale goes only when its receipt is on disk: after paying, and also at a start after the browser was killed between
 * the receipt's write and this one, or when another tab has closed it.
 */
function useClosed(receipts: Receipts, { saleId }: Sale, change: SaleState['change']) {
  const [closed, setClosed] = useState<Receipt | null>(null)
  // Another tab may see the receipt first and empty the sale: here its number and its change are said all the same.
  const [latestId, setLatestId] = useState(saleId)
  if (saleId !== '' && saleId !== latestId) setLatestId(saleId)
  const found = useMemo(
    () => (latestId === '' ? undefined : receipts?.find(({ body }) => body.saleId === latestId)?.body),
    [receipts, latestId],
  )
  const clearing = useRef<string | null>(null)
  useEffect(() => {
    if (!found || clearing.current === found.saleId) return
    clearing.current = found.saleId
    setClosed(found)
    void change((before) => (before.saleId === found.saleId ? emptySale : before))
  }, [found, change])
  return { closed, forgetClosed: useCallback(() => setClosed(null), []) }
}

/** Killed between parking and clearing, it would stand in two places. */
function useLaidAside({ saleId }: Sale, change: SaleState['change']): void {
  const parked = useOne('parked', saleId === '' ? null : saleId)
  const isParked = Boolean(parked)
  useEffect(() => {
    if (isParked) void change((before) => (before.saleId === saleId ? emptySale : before))
  }, [isParked, saleId, change])
}

export const changeQuantity = (state: SaleState, lineId: string, milli: number): Promise<void> =>
  state.change((before) => setQuantity(before, lineId, milli))
