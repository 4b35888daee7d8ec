/** The sale being made: the receipt on one side, goods on the other; scans are heard whatever has the focus. */
'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { isDialogOpen, unlessDialog, useKeys } from '../../_ui/keys.ts'
import { lazyWindow } from '../../_ui/lazy-part.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useUnfinished } from '../../_ui/unfinished.ts'
import { useMe } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useTellCustomer } from '../customer/use-tell-customer.ts'
import type { PrintOutcome } from '../print/print-port.ts'
import { placeOfScanned } from '../receipts/scanned-receipt.ts'
import { useScanner } from '../scan/use-scanner.ts'
import { useStaleness } from '../order/use-waiting-orders.ts'
import { counterWords } from '../order/words.ts'
import type { Till } from '../use-till.ts'
import { useTillRules } from '../use-till-rules.ts'
import { GoodsPanel, GoodsSearch } from './goods-panel.tsx'
import { findScanned, type Scanned } from './find-scanned.ts'
import { ReceiptPanel } from './receipt-panel.tsx'
import { emptySale, isEmpty, needsApproval, removeLine } from './sale.ts'
import classes from './sale-screen.module.css'
import { changeQuantity, SaleProvider, useReadSale, type SaleState } from './use-sale.ts'
import { useGoodsComing } from './use-goods-coming.ts'
import { useTakenUp } from './use-taken-up.ts'
import { saleWords } from './words.ts'

const SaleDialogs = lazyWindow(() => import('./sale-dialogs.tsx'))

export type SaleDialog =
  'quantity' | 'lineDiscount' | 'saleDiscount' | 'customer' | 'approval' | 'park' | 'parked' | 'orders' | 'pay' | 'lock'

export function SaleScreen({ till, shift }: { till: Till; shift: Shift }) {
  const state = useReadSale(till, shift)
  const [dialog, setDialog] = useState<SaleDialog | null>(null)
  const [printed, setPrinted] = useState<PrintOutcome | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const open = useOpen(state, setDialog)
  useUnfinished(!isEmpty(state.sale))
  useTakenUp(state)
  useTellCustomer(state)
  useScans(state, search, setTyped, open)
  useSaleKeys(state, open, search)
  useEffect(() => {
    const timer = setTimeout(() => SaleDialogs.warm(), 500)
    return () => clearTimeout(timer)
  }, [])

  return (
    <SaleProvider value={state}>
      <div className={classes.screen} data-notices="at-foot">
        <ReceiptPanel open={open} printed={printed} />
        <GoodsSearch open={open} search={search} typed={typed} setTyped={setTyped} />
        <GoodsPanel open={open} />
      </div>
      {dialog && (
        <SaleDialogs dialog={dialog} open={setDialog} onClose={() => setDialog(null)} onPrinted={setPrinted} />
      )}
    </SaleProvider>
  )
}

/**
 * Opens what makes sense now: no quantity without a line, no payment of nothing or without a senior's word. `lineId`: of
 * which line; one that has just been added is not in what is shown yet.
 */
function useOpen(state: SaleState, setDialog: (dialog: SaleDialog) => void) {
  const me = useMe()
  const t = useWords(counterWords)
  const notice = useNotice()
  const stale = useStaleness(state)
  const rules = useTillRules()
  return (dialog: SaleDialog, lineId: string | null = state.selectedId) => {
    const { sale, priced } = state
    if (isDialogOpen()) return
    if (sale.orderId !== null && lockedByOrder.includes(dialog)) return notice({ tone: 'info', text: t('locked') })
    if (dialog === 'quantity' && lineId === null) return
    const line = sale.lines.find(({ id }) => id === lineId)
    if (dialog === 'lineDiscount' && (!line || line.returnOf !== null)) return
    // Another till has it: what becomes of it here is decided first.
    if (sale.takenBefore !== null && (dialog === 'pay' || dialog === 'park')) return
    if ((dialog === 'saleDiscount' || dialog === 'park') && sale.lines.length === 0) return
    if (dialog !== 'pay') return setDialog(dialog)
    if (sale.lines.length === 0 || priced === null || stale !== null) return
    setDialog(needsApproval(sale, priced, me?.roles ?? [], rules) ? 'approval' : 'pay')
  }
}

/** An order's lines, prices and customer stand as they were agreed. */
const lockedByOrder: readonly SaleDialog[] = [
  'quantity',
  'lineDiscount',
  'saleDiscount',
  'customer',
  'approval',
  'park',
]

export type OpenDialog = ReturnType<typeof useOpen>

function useScans(
  state: SaleState,
  search: React.RefObject<HTMLInputElement | null>,
  setTyped: (typed: string) => void,
  open: OpenDialog,
): void {
  const t = useWords(saleWords)
  const notice = useNotice()
  /** Scanned before the goods were read, or before they came. */
  const waiting = useRef<{ code: string }[]>([])
  const areComing = useGoodsComing()
  const { goods, prices, priceOf, weighedCodes, quickFind } = state

  const { go } = usePlace()

  const sell = ({ product, quantityMilli, discountMinor }: Sold, priceMinor?: number) => {
    const portion = quantityMilli === null ? {} : { quantityMilli, discountMinor }
    const lineId = state.add(product, portion, priceMinor)
    if (lineId !== null && product.fractional && quantityMilli === null) open('quantity', lineId)
  }
  const selling = useRef(sell)
  useEffect(() => {
    selling.current = sell
  })
  const quickly = useCallback(
    (scan: { code: string }) => {
      quickFind(scan.code).then(
        (found) => {
          // Whoever takes it out of those that wait sells it: this, or the goods that have been read meanwhile.
          const at = found ? waiting.current.indexOf(scan) : -1
          if (!found || at < 0) return
          waiting.current.splice(at, 1)
          selling.current(found, found.priceMinor)
        },
        (cause: unknown) => console.warn('The code was not found quickly', cause),
      )
    },
    [quickFind],
  )
  const take = (code: string, isAgain = false) => {
    const receipt = placeOfScanned(code)
    if (receipt !== null) return go(receipt)
    if (!goods || !prices) {
      const early = { code }
      waiting.current.push(early)
      quickly(early)
      return
    }
    const bad = (text: string) => notice({ tone: 'bad', text })
    const toSearch = (text: string) => {
      setTyped(text)
      search.current?.focus()
    }
    const scanned = findScanned(code, { goods, rules: weighedCodes, priceOf })
    if (areComing && notHereYet.includes(scanned.kind)) {
      waiting.current.push({ code })
      if (!isAgain) notice({ tone: 'info', text: t('loadingGoods') })
      return
    }
    switch (scanned.kind) {
      case 'empty':
        return
      case 'found':
        return sell(scanned)
      case 'several':
        toSearch(scanned.code)
        notice({ tone: 'info', text: t('severalByCode') })
        return
      case 'unknown': {
        const action = { label: t('searchInstead'), run: () => toSearch('') }
        notice({ tone: 'bad', text: t('unknownCode', { code: shownCode(scanned.code) }), action })
        return
      }
      case 'unknownItem':
        return bad(t('unknownItem', { item: scanned.item }))
      case 'misread':
        return bad(t('misreadCode', { code: scanned.code }))
      case 'notByWeight':
      case 'labelPrice':
      case 'noPrice':
        return bad(t(scanned.kind, { name: scanned.name }))
    }
  }
  useScanner((code) => {
    if (isDialogOpen()) notice({ tone: 'info', text: t('scanInDialog') })
    else take(code)
  })
  const taking = useRef(take)
  useEffect(() => {
    taking.current = take
  })
  useEffect(() => {
    if (goods && prices) for (const { code } of waiting.current.splice(0)) taking.current(code, true)
  }, [goods, prices, areComing])
  const { saleId } = state.sale
  const saleBefore = useRef(saleId)
  useEffect(() => {
    const isOver = saleBefore.current !== '' && saleBefore.current !== saleId
    saleBefore.current = saleId
    // What comes too late is not the next customer's.
    const late = isOver ? waiting.current.splice(0) : []
    const codes = late.map(({ code }) => shownCode(code)).join(', ')
    if (codes !== '') notice({ tone: 'bad', text: t('scannedTooLate', { codes }) })
  }, [saleId, notice, t])
  useEffect(() => {
    // Scanned before it was known at which prices is sold.
    for (const scan of waiting.current) quickly(scan)
  }, [quickly])
}

type Sold = Extract<Scanned, { kind: 'found' }>

/** What may be said of a code only when all goods and prices are here. */
const notHereYet: readonly Scanned['kind'][] = ['unknown', 'unknownItem', 'noPrice']

/** A QR code may hold a whole page. */
const shownCode = (code: string): string => (code.length > 40 ? `${code.slice(0, 40)}…` : code)

function useSaleKeys(state: SaleState, open: OpenDialog, search: React.RefObject<HTMLInputElement | null>): void {
  const t = useWords(saleWords)
  const ofOrder = useWords(counterWords)
  const clear = useClear(state)
  const { sale, selectedId, select } = state
  const at = sale.lines.findIndex(({ id }) => id === selectedId)
  const line = sale.lines[at]
  const step = (by: number) => select(sale.lines[Math.min(sale.lines.length - 1, Math.max(0, at + by))]?.id ?? null)
  const add = (milli: number) => {
    if (line) void changeQuantity(state, line.id, line.quantityMilli + milli)
  }
  useKeys([
    { key: 'F2', label: t('keySearch'), run: unlessDialog(() => search.current?.select()) },
    { key: 'F3', label: t('keyFavourites'), run: unlessDialog(() => document.getElementById('favourite-0')?.focus()) },
    { key: 'F4', label: t('keyCustomer'), run: () => open('customer') },
    { key: 'F6', label: t('keyQuantity'), run: () => open('quantity') },
    { key: 'F7', label: t('keyLineDiscount'), run: () => open('lineDiscount') },
    { key: 'F8', label: t('keySaleDiscount'), run: () => open('saleDiscount') },
    { key: 'F9', label: t('keyPay'), run: () => open('pay') },
    { key: 'F10', label: t('keyPark'), run: () => open('park') },
    { key: 'Alt+P', label: t('keyParked'), run: () => open('parked') },
    { key: 'Alt+O', label: ofOrder('keyOrders'), run: () => open('orders') },
    { key: 'Alt+ArrowUp', label: t('keyMore'), run: unlessDialog(() => add(1000)) },
    { key: 'Alt+ArrowDown', label: t('keyLess'), run: unlessDialog(() => add(-1000)) },
    { key: 'ArrowUp', label: t('keyUp'), run: () => step(-1) },
    { key: 'ArrowDown', label: t('keyDown'), run: () => step(1) },
    {
      key: 'Alt+Delete',
      label: t('keyRemove'),
      run: unlessDialog(() => line && void state.change((before) => removeLine(before, line.id))),
    },
    { key: 'Alt+C', label: t('keyClear'), run: unlessDialog(() => void clear()) },
  ])
}

export function useClear(state: SaleState): () => Promise<void> {
  const t = useWords(saleWords)
  const confirm = useConfirm()
  const notice = useNotice()
  const ofOrder = useWords(counterWords)
  const { sale, change } = state
  return async () => {
    if (isEmpty(sale)) return
    const isOrder = sale.orderId !== null
    const question = isOrder
      ? { title: ofOrder('putBackAsk'), text: ofOrder('putBackText'), act: ofOrder('putBack'), stay: t('clearKeep') }
      : { title: t('clearAsk'), text: t('clearText'), act: t('clear'), stay: t('clearKeep'), danger: true }
    if (!(await confirm(question))) return
    // What was closed or changed while the question stood there is not this sale.
    await change((before) => (before.saleId === sale.saleId ? emptySale : before))
    notice({ tone: 'good', text: isOrder ? ofOrder('putBackDone') : t('cleared') })
  }
}
