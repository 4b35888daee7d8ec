/** What the order costs, what was paid and how, what is left. */
'use client'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isCorrectable } from '../../../lib/domain/order/correct-payment.ts'
import { canDo } from '../../../lib/domain/order/view.ts'
import { dueMinor } from '../../../lib/domain/order/due.ts'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useMe } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import facts from './order-facts.module.css'
import classes from './order-money.module.css'
import { Part } from './part.tsx'
import { orderWords } from './words.ts'

const intentKeys = { cash: 'intentCash', card: 'intentCard', deposit: 'intentDeposit' } as const
const pointsKeys = { held: 'pointsHeld', taken: 'pointsTaken', released: 'pointsReleased' } as const

export function OrderMoney({ order, correct }: { order: Order; correct: (paymentId: string) => void }) {
  const t = useWords(orderWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const { invoice, points, payments, intent } = order
  const due = dueMinor(order)
  const me = useMe()
  const may = me === null ? null : canDo(order, 'order.correctPayment', me)
  // The probe asks of the first payment; what speaks against one does not speak against all.
  const mayCorrect = may === true || (may !== null && ['alreadyCorrected', 'paidAtTill'].includes(may.reason))
  const debt = invoice?.debtMinor ?? 0
  return (
    <Part title={t('money')}>
      <dl className={classes.sums}>
        <Sum label={base('total')} value={format.money(order.totalMinor, 'RUB', 'always')} />
        {points && (
          <Sum label={`${t('totalPoints')}, ${t(pointsKeys[points.state])}`} value={format.points(points.amount)} />
        )}
        {invoice && invoice.paidMinor > 0 && (
          <Sum label={t('paid')} value={format.money(invoice.paidMinor, 'RUB', 'always')} />
        )}
        {due > 0 && (
          <Sum
            label={t(debt > 0 ? 'debt' : 'due')}
            value={format.money(due, 'RUB', 'always')}
            tone={debt > 0 ? 'red' : 'strong'}
          />
        )}
      </dl>
      <p className={classes.intent}>{intent === null ? t('noIntent') : t(intentKeys[intent])}</p>
      {payments.length > 0 && (
        <ul className={classes.payments}>
          {payments.map((payment) => (
            <PaymentRow
              key={payment.id}
              payment={payment}
              correct={mayCorrect && isCorrectable(order, payment) ? () => correct(payment.id) : null}
            />
          ))}
        </ul>
      )}
    </Part>
  )
}

function Sum({ label, value, tone }: { label: string; value: string; tone?: 'red' | 'strong' }) {
  return (
    <div className={classes.sum} data-tone={tone}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function PaymentRow({ payment, correct }: { payment: Order['payments'][number]; correct: (() => void) | null }) {
  const t = useWords(orderWords)
  const language = useLanguage()
  const format = useFormat()
  const { kind, tender, amountMinor, at, byName } = payment
  const isRefund = kind === 'refund'
  const word = tenderWord(tender, language).toLowerCase()
  return (
    <li>
      <span>
        {payment.corrects === undefined
          ? t(isRefund ? 'refund' : 'payment', { tender: word })
          : t('corrected', { tender: word })}
        <span className={classes.soft}>
          {byName}, <When at={at} />
        </span>
        {correct && (
          <button
            type="button"
            className={`${facts.link} ${classes.correct}`}
            onClick={correct}
            aria-label={t('correctOf', { tender: word, amount: format.money(amountMinor) })}
          >
            {t('correct')}
          </button>
        )}
      </span>
      <span className={classes.figure}>{format.money(isRefund ? -amountMinor : amountMinor, 'RUB', 'always')}</span>
    </li>
  )
}
