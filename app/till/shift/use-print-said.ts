/** Says what became of a wish for paper that a person pressed for. */
'use client'
import { useCallback } from 'react'
import { useNotice } from '../../_ui/notice.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useWords } from '../../_ui/words-engine.ts'
import type { PrintOutcome } from '../print/print-port.ts'
import { shiftWords } from './words.ts'

export function usePrintSaid(): (outcome: Promise<PrintOutcome>) => void {
  const t = useWords(shiftWords)
  const notice = useNotice()
  const { go } = usePlace()
  return useCallback(
    (outcome) => {
      outcome.then(
        (one) => {
          if (one === 'queued') notice({ tone: 'good', text: t('queued') })
          else
            notice({
              tone: 'bad',
              text: t('notSetUp'),
              action: { label: t('setUp'), run: () => go('shift/printer') },
            })
        },
        (cause: unknown) => {
          console.error('Nothing was given to the printer', cause)
          notice({ tone: 'bad', text: t('printFailed') })
        },
      )
    },
    [t, notice, go],
  )
}
