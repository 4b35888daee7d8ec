/** For what the device did not take: the person learns that it is not saved, the console why. */
'use client'
import { useCallback } from 'react'
import { useNotice } from '../_ui/notice.tsx'
import { useWords } from '../_ui/words-engine.ts'
import { tillWords } from './words.ts'

/** `what`: for the console, a whole sentence. */
export function useNotStored(): (what: string) => (cause: unknown) => void {
  const t = useWords(tillWords)
  const notice = useNotice()
  return useCallback(
    (what) => (cause) => {
      console.error(what, cause)
      notice({ tone: 'bad', text: t('notSaved') })
    },
    [t, notice],
  )
}
