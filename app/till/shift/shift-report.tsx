/** X or Z on the screen: the same figures, from the same place, as on paper. */
'use client'
import type { ReactNode } from 'react'
import type { ReportTotals, ShiftReportPrint } from '../../../lib/printing/receipt-print.ts'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import classes from './shift-report.module.css'
import { shiftWords } from './words.ts'

export function ShiftReport({ report }: { report: ShiftReportPrint }) {
  return (
    <div className={classes.report}>
      <Drawer report={report} />
      <Trade report={report} />
    </div>
  )
}

function Drawer({ report: { cash } }: { report: ShiftReportPrint }) {
  const t = useWords(shiftWords)
  const { countedMinor, expectedMinor, differenceReason } = cash
  const differenceMinor = countedMinor === null ? 0 : countedMinor - expectedMinor
  return (
    <Group
      title={t('inDrawer')}
      note={
        <>
          {countedMinor !== null && differenceMinor === 0 && <p className={classes.fine}>{t('noDifference')}</p>}
          {differenceReason !== null && <p>{t('differenceReason', { reason: differenceReason })}</p>}
        </>
      }
    >
      <Row label={t('opening')} minor={cash.openingMinor} />
      <Row label={t('cashSales')} minor={cash.salesMinor} />
      <Row label={t('cashReturns')} minor={-cash.returnsMinor} />
      <Row label={t('cashIn')} minor={cash.inMinor} />
      <Row label={t('cashOut')} minor={-cash.outMinor} />
      <Row label={t('expected')} minor={expectedMinor} strong />
      {countedMinor !== null && <Row label={t('counted')} minor={countedMinor} strong />}
      {differenceMinor !== 0 && (
        <Row
          label={t(differenceMinor > 0 ? 'surplus' : 'shortage')}
          minor={Math.abs(differenceMinor)}
          tone={differenceMinor > 0 ? 'amber' : 'red'}
          strong
        />
      )}
    </Group>
  )
}

function Trade({ report }: { report: ShiftReportPrint }) {
  const t = useWords(shiftWords)
  const { sales, returns, numbers, voidedNumbers, taxes, cashiers } = report
  if (numbers === null)
    return (
      <Group
        title={t('sales')}
        note={<p className={classes.soft}>{t(report.kind === 'x' ? 'nothingSold' : 'nothingSoldClosed')}</p>}
      />
    )
  return (
    <>
      <Group
        title={t('sales')}
        note={
          voidedNumbers.length > 0 && (
            <p role="status" className={classes.missing}>
              {t('missing', { count: voidedNumbers.length, numbers: voidedNumbers.join(', ') })}
            </p>
          )
        }
      >
        <Side name={t('sales')} side={sales} />
        {returns.receipts > 0 && <Side name={t('returns')} side={returns} />}
        {report.discountsMinor > 0 && <Row label={t('discounts')} minor={report.discountsMinor} />}
        <div className={classes.row}>
          <dt>{t('numbers')}</dt>
          <dd className="r-figures">{t('numbersRange', numbers)}</dd>
        </div>
      </Group>
      {taxes.length > 0 && (
        <Group title={t('taxes')}>
          {taxes.map(({ label, amountMinor }) => (
            <Row key={label} label={label} minor={amountMinor} />
          ))}
        </Group>
      )}
      <Group title={t('cashiers')}>
        {cashiers.map(({ name, receipts, amountMinor }, i) => (
          // Two cashiers may have one name.
          <Row key={i} label={name} aside={t('receiptCount', { count: receipts })} minor={amountMinor} />
        ))}
      </Group>
    </>
  )
}

function Side({ name, side }: { name: string; side: ReportTotals }) {
  const t = useWords(shiftWords)
  const language = useLanguage()
  return (
    <>
      <Row label={name} aside={t('receiptCount', { count: side.receipts })} minor={side.amountMinor} strong />
      {side.tenders.map(({ kind, amountMinor }) => (
        <Row key={kind} label={tenderWord(kind, language)} minor={amountMinor} inner />
      ))}
    </>
  )
}

/** `note`: sentences beneath the rows. */
function Group({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <section className={classes.group} aria-label={title}>
      <h3>{title}</h3>
      {children && <dl>{children}</dl>}
      {note}
    </section>
  )
}

function Row({
  label,
  aside,
  minor,
  tone,
  strong = false,
  inner = false,
}: {
  label: string
  aside?: string
  minor: number
  tone?: 'amber' | 'red'
  strong?: boolean
  inner?: boolean
}) {
  const format = useFormat()
  return (
    <div className={classes.row} data-strong={strong || undefined} data-inner={inner || undefined} data-tone={tone}>
      <dt>
        {label}
        {aside && <span className={classes.soft}> · {aside}</span>}
      </dt>
      <dd className="r-figures">{format.money(minor, 'RUB', 'always')}</dd>
    </div>
  )
}
