/** Everything that was done with the order: what, who, when; the newest first. */
'use client'
import { useMemo, useState } from 'react'
import type { HistoryEntry, Order } from '../../../lib/domain/order/order.ts'
import { useFormat, type Format } from '../../_ui/format.ts'
import type { Language } from '../../_ui/language.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useLanguage, useWords, type Say } from '../../_ui/words-engine.ts'
import { acceptanceKeys } from './acceptance-keys.ts'
import { failureKeys } from './failure-keys.ts'
import { historyRows } from './history-rows.ts'
import { historyWords } from './history-words.ts'
import classes from './order-history.module.css'
import { Part } from './part.tsx'
import { orderWords } from './words.ts'

const shownAtFirst = 6

export function OrderHistory({ order }: { order: Order }) {
  const t = useWords(historyWords)
  const ofOrder = useWords(orderWords)
  const language = useLanguage()
  const format = useFormat()
  const now = useNow()
  const rows = useMemo(() => historyRows(order.history), [order.history])
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst)
  return (
    <Part title={t('history')}>
      <ol className={classes.rows}>
        {shown.map((entry, i) => (
          <li key={`${entry.at} ${entry.what} ${rows.length - i}`}>
            <span>{sentence(entry, { t, ofOrder, language, format, now })}</span>
            {entry.what === 'submit' && order.acceptance && order.state !== 'draft' && (
              <span>{t(acceptanceKeys[order.acceptance.reason].after)}</span>
            )}
            <span className={classes.soft}>
              {entry.byName === '' ? t('byAutomatic') : entry.byName}, <When at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
      {rows.length > shown.length && (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          {t('historyMore', { count: rows.length })}
        </button>
      )}
    </Part>
  )
}

type Tongue = {
  t: Say<(typeof historyWords)['ru']>
  ofOrder: Say<(typeof orderWords)['ru']>
  language: Language
  format: Format
  now: number
}

function sentence({ what, params, byName }: HistoryEntry, { t, ofOrder, language, format, now }: Tongue): string {
  const text = (name: string): string => String(params[name] ?? '…')
  const money = (name: string): string => format.money(Number(params[name] ?? 0))
  const tender = (): string => tenderWord(text('tender'), language).toLowerCase()
  switch (what) {
    case 'submit':
      return t('historySubmit')
    case 'withdraw':
      return t('historyWithdraw')
    case 'accept':
      return byName === '' ? t('historyAcceptAutomatic') : t('historyAccept')
    case 'decline':
      return t('historyDecline', { reason: text('reason') })
    case 'void':
      return 'amountMinor' in params
        ? t('historyVoidRefund', { reason: text('reason'), amount: money('amountMinor'), tender: tender() })
        : t('historyVoid', { reason: text('reason') })
    case 'cancelRest':
      return 'amountMinor' in params
        ? t('historyCancelRestRefund', { reason: text('reason'), amount: money('amountMinor'), tender: tender() })
        : t('historyCancelRest', { reason: text('reason') })
    case 'return':
      return [
        t('historyReturn', { reason: text('reason'), amount: money('amountMinor') }),
        'refundMinor' in params && t('historyReturnRefund', { amount: money('refundMinor'), tender: tender() }),
        'debtMinor' in params && t('historyReturnDebt', { amount: money('debtMinor') }),
        'points' in params && t('historyReturnPoints', { points: format.points(Number(params.points)) }),
      ]
        .filter((part) => part !== false)
        .join(' ')
    case 'deliverLine':
      return t('historyDeliverLine', {
        product: text('product'),
        quantity: format.quantity(Number(params.deliveredMilli ?? 0)),
      })
    case 'pay':
      return t('historyPay', { amount: money('amountMinor'), tender: tender() })
    case 'correctPayment':
      return t('historyCorrect', {
        amount: money('amountMinor'),
        from: tenderWord(text('from'), language).toLowerCase(),
        tender: tender(),
      })
    case 'complete':
      return 'debtMinor' in params ? t('historyCompleteDebt', { amount: money('debtMinor') }) : t('historyComplete')
    case 'assign':
      return params.driver
        ? t('historyAssign', { driver: text('driver'), date: format.date(text('date'), now) })
        : t('historyUnassign')
    case 'startDelivery':
      return t('historyStartDelivery')
    case 'failDelivery': {
      const key = failureKeys[text('reason')]
      const reason = key ? ofOrder(key) : text('reason')
      return params.note
        ? t('historyFailDeliveryNote', { reason, note: text('note') })
        : t('historyFailDelivery', { reason })
    }
    case 'verifyAddress':
      return t('historyVerifyAddress', { verified: text('verified') })
    case 'join':
      return t('historyJoin', { customer: text('customer'), from: text('from') })
    case 'separate':
      return t('historySeparate', { customer: text('customer'), from: text('from') })
    case 'note':
      return t('historyNote')
    default:
      return t('historyUnknown', { what })
  }
}
