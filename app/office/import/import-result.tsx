/** What was read from each file, with the remarks that need somebody's eye. */
'use client'
import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useFormat } from '../../_ui/format.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import screen from '../screen.module.css'
import table from '../table.module.css'
import classes from './import.module.css'
import type { ImportReport, ImportWarning } from './import-report.ts'
import { warningSentence } from './warning-words.ts'
import { importWords } from './words.ts'

const mostWarnings = 200
const columns = [
  { key: 'groups', of: 'groups' },
  { key: 'products', of: 'products' },
  { key: 'offers', of: 'offers' },
  { key: 'prices', of: 'prices' },
  { key: 'stock', of: 'stockRows' },
] as const

export function ImportResult({ report, again }: { report: ImportReport | null; again: () => void }) {
  const t = useWords(importWords)
  return (
    <div className={classes.result} role="status">
      <p className={classes.good}>
        <IconCircleCheck size={24} aria-hidden />
        <span>
          <strong>{t('doneTitle')}.</strong> {report ? t('doneText') : t('resultUnreadable')}
        </span>
      </p>
      {report && <ReportTable report={report} />}
      <Button variant="default" onClick={again}>
        {t('another')}
      </Button>
    </div>
  )
}

function ReportTable({ report }: { report: ImportReport }) {
  const t = useWords(importWords)
  const format = useFormat()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('file')}</th>
          {columns.map(({ key }) => (
            <th key={key} scope="col" className={table.figure}>
              {t(key)}
            </th>
          ))}
          <th scope="col">{t('warnings')}</th>
        </tr>
      </thead>
      <tbody>
        {report.files.map((file) => (
          <tr key={file.name}>
            <td data-label={t('file')}>{file.name}</td>
            {columns.map(({ key, of }) => (
              <td key={key} data-label={t(key)} className={table.figure}>
                {format.number(file[of])}
              </td>
            ))}
            <td data-label={t('warnings')}>
              <Warnings warnings={file.warnings} />
            </td>
          </tr>
        ))}
      </tbody>
      {report.files.length > 1 && (
        <tfoot>
          <tr>
            <td data-label={t('file')}>{t('total')}</td>
            {columns.map(({ key, of }) => (
              <td key={key} data-label={t(key)} className={table.figure}>
                {format.number(report.totals[of])}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Warnings({ warnings }: { warnings: readonly ImportWarning[] }) {
  const t = useWords(importWords)
  const language = useLanguage()
  if (warnings.length === 0) return <span className={screen.soft}>{t('noWarnings')}</span>
  return (
    <details className={classes.warnings}>
      <summary>{t('warningsOf', { count: warnings.length })}</summary>
      <ul>
        {warnings.slice(0, mostWarnings).map((warning, i) => (
          <li key={i}>
            <span className={screen.soft}>{t('warningLine', { line: warning.line })}</span>{' '}
            {warningSentence(warning, language)}
          </li>
        ))}
      </ul>
      {warnings.length > mostWarnings && (
        <p className={screen.soft}>{t('warningsMore', { count: warnings.length - mostWarnings })}</p>
      )}
    </details>
  )
}
