/**
 * Paying: cash unless said otherwise, so that the usual sale is F9, the sum handed over, Enter. Card, deposit and points
 * take what is typed or, by one tap, the rest; the change stands in the largest type.
 */
'use client'
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useKeys } from '../../_ui/keys.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { payingNow } from '../customer/paying-now.ts'
import { keepFocus, NumberKeys } from '../number-keys.tsx'
import type { PrintOutcome } from '../print/print-port.ts'
import { staleKeys } from '../order/order-strip.tsx'
import { useStaleness } from '../order/use-waiting-orders.ts'
import { counterWords } from '../order/words.ts'
import { dueOf } from '../sale/sale.ts'
import { useSale } from '../sale/use-sale.ts'
import { useTillRules } from '../use-till-rules.ts'
import { CashGiven } from './cash-given.tsx'
import classes from './pay-dialog.module.css'
import { cashless, nothingTendered, payRestBy, settle, type CashlessTender, type Settlement } from './payment.ts'
import { amountOf, noTexts, tenderedOf, type Field } from './typed-amounts.ts'
import { useClosing } from './use-closing.ts'
import { payWords } from './words.ts'

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
  const laterMinor = amountOf(texts.later)
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
  const bind = (field: Field) => ({
    ref: (input: HTMLInputElement | null) => {
      fields.current[field] = input
    },
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    value: texts[field],
    onChange: (event: ChangeEvent<HTMLInputElement>) => setText(field, event.currentTarget.value),
    onFocus: () => setActive(field),
    'data-active': active === field || undefined,
  })
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
    (sale.takenBefore !== null ? t('takenBefore') : null) ??
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
        tendered === null ||
        settlement.problem !== null ||
        over !== undefined ||
        isLaterWrong ||
        stale !== null ||
        sale.takenBefore !== null
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
              {...bind(tender)}
              label={base(names[tender])}
              description={hasText(tender, has(tender))}
              className={classes.field ?? ''}
              data-autofocus={(isBack && tender === 'card') || undefined}
            />
          ))}
          {sale.order && (
            <TextInput
              {...bind('later')}
              label={ofOrder('later')}
              description={ofOrder('laterHint')}
              className={classes.field ?? ''}
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
            <CashGiven
              cashMinor={settlement.cashMinor}
              field={bind('given')}
              setText={(text) => setText('given', text)}
            />
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
