/** Runs one attempt to sign in or enrol: busy while it runs, its failure as a sentence after. */
'use client'
import { useCallback, useState } from 'react'
import type { Outcome } from '../../../lib/workplace-types.ts'
import { useFormat } from '../format.ts'
import { gateWords } from '../gate-words.ts'
import { useWorkplace } from '../use-workplace.ts'
import { useWords } from '../words-engine.ts'
import { failureSentence, type Attempt } from './failure-sentence.ts'

export function useAttempt(attempt: Attempt) {
  const t = useWords(gateWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const run = useCallback(
    async (work: () => Promise<Outcome>): Promise<boolean> => {
      setBusy(true)
      setProblem(null)
      try {
        const outcome = await work()
        if (outcome.kind === 'ok') return true
        setProblem(failureSentence(outcome, attempt, { t, format, now: workplace.now() }))
        return false
      } catch (cause) {
        console.error('The attempt to sign in failed', cause)
        setProblem(t('serverDown'))
        return false
      } finally {
        setBusy(false)
      }
    },
    [attempt, t, format, workplace],
  )
  return { busy, problem, setProblem, run }
}
