/** users.md 7: every number of a shift is a receipt, or it is said why it is none. */
'use client'
import type { ShiftState } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './shifts.module.css'
import { rangesOf } from './ranges.ts'
import { shiftsWords } from './words.ts'

export function ShiftNumbers({ state }: { state: ShiftState }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const { lastNumber, receipts, held, voided, missing, late } = state
  return (
    <>
      {lastNumber === 0 ? (
        <p className={classes.word}>{t('noNumbers')}</p>
      ) : (
        <dl className={classes.facts}>
          <dt>{t('givenOut')}</dt>
          <dd>{t('upTo', { number: lastNumber })}</dd>
          <dt>{t('onReceipts')}</dt>
          <dd>{format.number(receipts)}</dd>
          {held.length > 0 && (
            <>
              <dt>{t('waiting')}</dt>
              <dd>{rangesOf(held)}</dd>
            </>
          )}
          {voided.length > 0 && (
            <>
              <dt>{t('voided')}</dt>
              <dd>{rangesOf(voided)}</dd>
            </>
          )}
          {missing.length > 0 && (
            <>
              <dt>{t('missing')}</dt>
              <dd className={classes.bad}>{rangesOf(missing)}</dd>
            </>
          )}
        </dl>
      )}
      {lastNumber > 0 && (
        <p className={classes.word} data-tone={missing.length > 0 ? 'bad' : 'good'}>
          {missing.length > 0 ? t('missingText') : t('noGaps')}
        </p>
      )}
      {late.count > 0 && (
        <p className={classes.word}>{t('late', { count: late.count, age: format.duration(late.longestMs) })}</p>
      )}
    </>
  )
}
