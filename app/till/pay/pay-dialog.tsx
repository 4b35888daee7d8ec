/**
 * Paying: cash unless said otherwise, so that the usual sale is F9, the sum handed over, Enter. Card, deposit and points
 * take what is typed or, by one tap, the rest; the change stands in the largest type.
 */
'use client'
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { parseMoney } from '../../../lib/domain/money.ts'
import { receiptPayloadOf } from '../../../lib/domain/till/cart.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useKeys } from '../../_ui/keys.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { useMe, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { closeReceipt } from '../close-receipt.ts'
import { payingNow } from '../customer/paying-now.ts'
import { keepFocus, NumberKeys } from '../number-keys.tsx'
import type { PrintOutcome } from '../print/print-port.ts'
import { usePrinting } from '../print/use-printing.ts'
import { staleKeys } from '../order/order-strip.tsx'
import { orderPayload } from '../order/taken-order.ts'
import { useStaleness } from '../order/use-waiting-orders.ts'
import { counterWords } from '../order/words.ts'
import { dueOf } from '../sale/sale.ts'
import { useSale } from '../sale/use-sale.ts'
import { useTillRules } from '../use-till-rules.ts'
import classes from './pay-dialog.module.css'
import {
  nothingTendered,
  payRestBy,
  quickCash,
  settle,
  type CashlessTender,
  type Settlement,
  type Tendered,
} from './payment.ts'
import { payWords } from './words.ts'

const cashless = ['card', 'deposit', 'points'] as const
/** `later`: of an order, what stays to be paid. */
type Field = CashlessTender | 'given' | 'later'
const noTexts: Record<Field, string> = { card: '', deposit: '', points: '', given: '', later: '' }

export function PayDialog({
  onClose,
  onPrinted,
}: {
  onClose: () => void
  onPrinted: (outcome: PrintOutcome | null) => void
}) {
  const t = useWords(payWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const ofOrder = useWords(counterWords)
  const state = useSale()
  const { sale, priced, balance, customer, currency } = state
  const stale = useStaleness(state)
  const rules = useTillRules()
  const [texts, setTexts] = useState(noTexts)
  // What stands on the screen while it is paid; a change of it closes nothing by accident.
  const dueMinor = dueOf(sale, priced)
  const laterMinor = texts.later.trim() === '' ? 0 : parseMoney(texts.later)
  const isLaterWrong = laterMinor === null || (laterMinor > 0 && laterMinor >= dueMinor)
  const totalMinor = isLaterWrong ? dueMinor : dueMinor - laterMinor
  const isBack = totalMinor < 0
  const [active, setActive] = useState<Field>(isBack ? 'card' : 'given')
  const fields = useRef<Partial<Record<Field, HTMLInputElement | null>>>({})
  const { submit, problem, setProblem } = useClosing(onPrinted)

  const tendered = tenderedOf(texts)
  // An order is paid to the kopeck: its invoice knows no rounding.
  const settlement = settle(
    totalMinor,
    tendered ?? nothingTendered,
    sale.order ? { ...rules, cashStepMinor: 0 } : rules,
  )
  useTellPaying(settlement)
  const setText = (field: Field, text: string) => {
    setProblem(null)
    setTexts((before) => ({ ...before, [field]: text }))
  }
  const has = (tender: CashlessTender): number => {
    if (tender === 'card' || isBack) return Infinity
    const own = balance?.[tender] ?? 0
    return tender === 'points' ? own * rules.pointMinor : own
  }
  // Money that goes back in an exchange never becomes points (users.md 13).
  const takesPoints = rules.pointMinor > 0 && sale.order === null && !isBack
  const shown = cashless.filter(
    (tender) => tender === 'card' || (customer && (isBack || has(tender) > 0) && (tender !== 'points' || takesPoints)),
  )
  const payRest = (tender: CashlessTender) => {
    const next = payRestBy(totalMinor, tendered ?? nothingTendered, tender, {
      mostMinor: has(tender),
      unitMinor: tender === 'points' ? rules.pointMinor : 1,
    })
    setText(tender, next[tender] === 0 ? '' : format.amount(next[tender]))
    setActive(tender)
    fields.current[tender]?.select()
  }
  const payCash = () => {
    setTexts((before) => ({ ...noTexts, later: before.later }))
    setProblem(null)
    setActive('given')
    fields.current.given?.focus()
  }
  useKeys([
    { key: 'Alt+1', label: t('keyCash'), run: payCash },
    { key: 'Alt+2', label: t('keyCard'), run: () => payRest('card') },
    ...(shown.includes('deposit') ? [{ key: 'Alt+3', label: t('keyDeposit'), run: () => payRest('deposit') }] : []),
    ...(shown.includes('points') ? [{ key: 'Alt+4', label: t('keyPoints'), run: () => payRest('points') }] : []),
  ])
  const over = shown.find((tender) => (tendered?.[tender] ?? 0) > has(tender))
  const said =
    problem ??
    (stale !== null ? ofOrder(staleKeys[stale]) : null) ??
    (isLaterWrong ? ofOrder('laterWrong') : null) ??
    (tendered === null
      ? t('amountWrong')
      : over
        ? t('tooMuchOf', { amount: format.money(has(over), currency) })
        : problemOf(settlement, t, (minor) => format.money(minor, currency), rules.pointMinor))

  return (
    <FormDialog
      title={isBack ? t('titleBack') : t('title')}
      act={t('close')}
      width={820}
      disabled={
        tendered === null || settlement.problem !== null || over !== undefined || isLaterWrong || stale !== null
      }
      onSubmit={() => submit(settlement, laterMinor ?? 0)}
      onClose={onClose}
    >
      <div className={classes.pay}>
        <div className={classes.ways}>
          <p className={classes.due}>
            <span>{isBack ? t('dueBack') : t('due')}</span>
            <strong>{format.money(Math.abs(settlement.totalMinor), currency, 'always')}</strong>
          </p>
          {!isBack && (
            <p className={classes.change} role="status">
              <span>{t('change')}</span>
              <strong>{format.money(settlement.changeMinor, currency, 'always')}</strong>
            </p>
          )}
          {settlement.roundingMinor !== 0 && (
            <p className={classes.soft}>
              {t('rounding', { amount: format.money(settlement.roundingMinor, currency) })}
            </p>
          )}
          <div className={classes.rests} role="group" aria-label={t('tender')}>
            <button
              type="button"
              onPointerDown={keepFocus}
              onClick={payCash}
              aria-pressed={settlement.tenders.every(({ tender }) => tender === 'cash')}
            >
              {base('tenderCash')}
            </button>
            {shown.map((tender) => (
              <button
                key={tender}
                type="button"
                onPointerDown={keepFocus}
                onClick={() => payRest(tender)}
                aria-pressed={(tendered?.[tender] ?? 0) > 0}
                aria-label={t('restBy', { tender: base(names[tender]) })}
              >
                {base(names[tender])}
              </button>
            ))}
          </div>
          {shown.map((tender) => (
            <TextInput
              key={tender}
              ref={(field) => {
                fields.current[tender] = field
              }}
              label={base(names[tender])}
              description={hasText(tender, has(tender))}
              inputMode="decimal"
              autoComplete="off"
              value={texts[tender]}
              onChange={(event) => setText(tender, event.currentTarget.value)}
              onFocus={() => setActive(tender)}
              className={classes.field ?? ''}
              data-active={active === tender || undefined}
              data-autofocus={(isBack && tender === 'card') || undefined}
            />
          ))}
          {sale.order && (
            <TextInput
              ref={(field) => {
                fields.current.later = field
              }}
              label={ofOrder('later')}
              description={ofOrder('laterHint')}
              inputMode="decimal"
              autoComplete="off"
              value={texts.later}
              onChange={(event) => setText('later', event.currentTarget.value)}
              onFocus={() => setActive('later')}
              className={classes.field ?? ''}
              data-active={active === 'later' || undefined}
            />
          )}
          <p className={classes.line}>
            <span>{t('given')}</span>
            <span className="r-figures">{format.money(settlement.cashMinor, currency, 'always')}</span>
          </p>
          <p className={classes.problem} role="alert">
            {said}
          </p>
        </div>
        <div className={classes.cash}>
          {!isBack && (
            <>
              <TextInput
                ref={(field) => {
                  fields.current.given = field
                }}
                label={t('cashGiven')}
                inputMode="decimal"
                autoComplete="off"
                placeholder={format.amount(settlement.cashMinor, 'always')}
                value={texts.given}
                onChange={(event) => setText('given', event.currentTarget.value)}
                onFocus={() => setActive('given')}
                className={classes.given ?? ''}
                data-active={active === 'given' || undefined}
                readOnly={settlement.cashMinor === 0}
                data-autofocus
              />
              <div className={classes.quick} role="group" aria-label={t('quick')}>
                <button
                  type="button"
                  onPointerDown={keepFocus}
                  onClick={() => setText('given', '')}
                  disabled={settlement.cashMinor === 0}
                >
                  {t('exact')}
                </button>
                {quickCash(settlement.cashMinor).map((minor) => (
                  <button
                    key={minor}
                    type="button"
                    onPointerDown={keepFocus}
                    onClick={() => setText('given', format.amount(minor))}
                  >
                    {format.amount(minor)}
                  </button>
                ))}
              </div>
            </>
          )}
          <NumberKeys text={texts[active]} setText={(text) => setText(active, text)} />
        </div>
      </div>
    </FormDialog>
  )

  function hasText(tender: CashlessTender, minor: number): string | null {
    if (minor === Infinity) return null
    const amount = format.money(minor, currency)
    return tender === 'points'
      ? t('hasPoints', { points: format.points(balance?.points ?? 0), amount })
      : t('has', { amount })
  }
}

const names = { card: 'tenderCard', deposit: 'tenderDeposit', points: 'tenderPoints' } as const

/** null: something typed is no amount. */
function tenderedOf(texts: Record<Field, string>): Tendered | null {
  const read = (text: string): number | null => (text.trim() === '' ? 0 : parseMoney(text))
  const card = read(texts.card)
  const deposit = read(texts.deposit)
  const points = read(texts.points)
  const given = texts.given.trim() === '' ? null : parseMoney(texts.given)
  if (card === null || deposit === null || points === null) return null
  if (given === null && texts.given.trim() !== '') return null
  return { card, deposit, points, givenMinor: given }
}

function problemOf(
  { problem }: Settlement,
  t: ReturnType<typeof useWords<(typeof payWords)['ru']>>,
  money: (minor: number) => string,
  pointMinor: number,
): string | null {
  switch (problem?.kind) {
    case undefined:
      return null
    case 'short':
      return t('short', { amount: money(problem.missingMinor) })
    case 'tooMuch':
      return t('tooMuch', { amount: money(problem.overMinor) })
    case 'splitPoint':
      return t('splitPoint', { worth: money(pointMinor) })
  }
}

/** What is handed over and what comes back stands on the customer's screen while it is typed. */
function useTellPaying({ cashMinor, givenMinor, changeMinor }: Settlement): void {
  useEffect(() => {
    payingNow.set({ dueMinor: cashMinor, givenMinor, changeMinor })
  }, [cashMinor, givenMinor, changeMinor])
  useEffect(() => () => payingNow.set(null), [])
}

/** Durable, then paper, then the screen: the sale goes from it only when its receipt is on disk. */
function useClosing(onPrinted: (outcome: PrintOutcome | null) => void) {
  const workplace = useWorkplace()
  const reasons = useReasons()
  const printing = usePrinting()
  const me = useMe()
  const { sale, priced, shift } = useSale()
  const { pointMinor } = useTillRules()
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (settlement: Settlement, leftMinor: number): Promise<boolean> => {
    if (!priced || !me) return false
    const payload = receiptPayloadOf(sale, priced, {
      tenders: settlement.tenders,
      roundingMinor: settlement.roundingMinor,
      givenMinor: settlement.givenMinor,
      pointMinor,
      customerId: sale.customerId,
      orderId: sale.orderId,
      ...(sale.order && { order: orderPayload(sale.order, leftMinor) }),
      approvals: sale.approvals.map(({ what, by }) => ({ what, by })),
      reason: sale.reason,
    })
    const result = await closeReceipt(workplace, shift, payload)
    if (result.kind !== 'done') {
      setProblem(reasons.act(result))
      return false
    }
    onPrinted(null)
    printing.printReceipt(result.receiptId).then(onPrinted, (cause: unknown) => {
      // How the printer stands is said at the foot of every page of the till.
      console.error('The receipt was not handed to the printer', cause)
    })
    return true
  }
  return { submit, problem, setProblem }
}
