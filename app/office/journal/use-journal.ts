/** The journal page by page, newest first. The first page renews itself until somebody has gone further back. */
'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { JournalEntry, OfficeApi } from '../../../lib/workplace-types.ts'
import { useStatus, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import type { Asked } from '../use-ask.ts'

export type JournalFilter = Omit<Parameters<OfficeApi['journal']>[0], 'before' | 'limit'>

type Pages = { entries: JournalEntry[]; before: number | null }

const usualPageSize = 50
const renewEveryMs = 15_000

/** One for each filter: give the component that calls it the filter as key. */
export function useJournal(
  filter: JournalFilter,
  pageSize = usualPageSize,
): Asked<Pages> & { earlier: () => void; isLoadingEarlier: boolean } {
  const workplace = useWorkplace()
  const base = useWords(baseWords)
  const { connection } = useStatus()
  const [pages, setPages] = useState<Pages | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [asking, setAsking] = useState<'first' | 'earlier' | null>(null)
  const hasGoneBack = useRef(false)
  const attempt = useRef(0)
  const [fixed] = useState({ ...filter, limit: pageSize })

  const ask = useCallback(
    async (before: number | null) => {
      const mine = ++attempt.current
      setAsking(before === null ? 'first' : 'earlier')
      try {
        const page = await workplace.office.journal({ ...fixed, before })
        if (mine !== attempt.current) return
        setPages((known) =>
          before === null || !known ? page : { entries: [...known.entries, ...page.entries], before: page.before },
        )
        setAt(workplace.now())
        setFailure(null)
      } catch (cause) {
        if (mine !== attempt.current) return
        console.info('The journal was not read', cause)
        setFailure(failureSentence(cause, base))
      } finally {
        if (mine === attempt.current) setAsking(null)
      }
    },
    [workplace, base, fixed],
  )
  const again = useCallback(() => {
    hasGoneBack.current = false
    void ask(null)
  }, [ask])
  const isOnline = connection === 'online'
  useEffect(() => {
    if (!hasGoneBack.current) void ask(null)
    const timer = setInterval(() => {
      if (!hasGoneBack.current && document.visibilityState === 'visible') void ask(null)
    }, renewEveryMs)
    return () => clearInterval(timer)
  }, [ask, isOnline])

  const earlier = () => {
    if (pages?.before == null) return
    hasGoneBack.current = true
    void ask(pages.before)
  }
  return {
    value: pages,
    at,
    failure,
    isAsking: asking === 'first',
    again,
    earlier,
    isLoadingEarlier: asking === 'earlier',
  }
}
