/** Hands the person a work file (S12), and says whether that worked. */
'use client'
import { useCallback } from 'react'
import { useNotice } from './notice.tsx'
import { saveFile } from './save-file.ts'
import { useWorkplace } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function useSaveWork(): (content: () => Promise<string>) => Promise<void> {
  const t = useWords(baseWords)
  const workplace = useWorkplace()
  const notice = useNotice()
  return useCallback(
    async (content) => {
      try {
        const time = new Date(workplace.now()).toISOString().slice(0, 16).replaceAll(':', '-')
        saveFile(`rodnik-${time}.json`, await content())
        notice({ tone: 'good', text: t('savedToFile') })
      } catch (cause) {
        console.error('The work could not be saved to a file', cause)
        notice({ tone: 'bad', text: t('saveToFileFailed') })
      }
    },
    [workplace, notice, t],
  )
}
