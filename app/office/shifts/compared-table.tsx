/** The till's Z and the books, row by row; a row in which they differ says by how much. */
'use client'
import { useMemo } from 'react'
import type { Person } from '../../../lib/domain/staff/person.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import table from '../table.module.css'
import { isSame, isTender, type ComparedRow } from './compare-shift.ts'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

export function ComparedTable({ shift, rows }: { shift: Shift; rows: readonly ComparedRow[] }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const nameOf = useRowName(shift)
  const isClosed = shift.closing !== null
  const amount = (minor: number, count: number | undefined) => (
    <>
      {format.amount(minor, 'always')}
      {count !== undefined && <span className={table.soft}>{t('receiptCount', { count })}</span>}
    </>
  )
  return (
    <table className={`${table.table} ${classes.compared}`}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          {isClosed && (
            <th scope="col" className={table.figure}>
              {t('byTill')}
            </th>
          )}
          <th scope="col" className={table.figure}>
            {t('byBooks')}
          </th>
          {isClosed && (
            <th scope="col" className={table.figure}>
              {t('difference')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.of}`} data-differs={!isSame(row) || undefined}>
            <td>{nameOf(row)}</td>
            {isClosed && (
              <td data-label={t('byTill')} className={table.figure}>
                {row.tillMinor !== null && <div>{amount(row.tillMinor, row.tillCount)}</div>}
              </td>
            )}
            <td data-label={t('byBooks')} className={table.figure}>
              <div>{amount(row.booksMinor, row.booksCount)}</div>
            </td>
            {isClosed && (
              <td data-label={t('difference')} className={table.figure}>
                {isSame(row) ? (
                  <span className={table.soft}>{t('none')}</span>
                ) : (
                  <strong>{signed(format.amount((row.tillMinor ?? 0) - row.booksMinor, 'always'), row)}</strong>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const signed = (amount: string, { tillMinor, booksMinor }: ComparedRow): string =>
  (tillMinor ?? 0) > booksMinor ? `+${amount}` : amount

function useRowName(shift: Shift): (row: ComparedRow) => string {
  const t = useWords(shiftsWords)
  const language = useLanguage()
  const people = useList<Person>('person', { order: 'asc' })
  return useMemo(() => {
    const names = new Map((people ?? []).map(({ body }) => [body.id, body.name]))
    for (const { id, name } of shift.closing?.totals.cashiers ?? []) names.set(id, name)
    return ({ kind, of }) => {
      switch (kind) {
        case 'tender':
          return isTender(of) ? tenderWord(of, language) : of
        case 'vat':
          return of === 'none' ? t('withoutVat') : t('vat', { percent: of })
        case 'cashier':
          return t('cashier', { name: names.get(of) ?? of })
        case 'sales':
        case 'returns':
        case 'discount':
        case 'cashIn':
        case 'cashOut':
        case 'opening':
        case 'counted':
          return t(kind)
      }
    }
  }, [t, language, people, shift])
}
