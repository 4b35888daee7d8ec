/**
 * A question to the server whose answer is shown for a while: asked when the screen opens, when the connection comes
 * back and every so often; what was known last stays on the screen meanwhile, with its time.
 */
'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useKeep, useStatus, useWorkplace } from '../_ui/use-workplace.ts'
import { baseWords } from '../_ui/words.ts'
import { useWords } from '../_ui/words-engine.ts'
import { failureSentence } from './failure-sentence.ts'

export type Asked<Answer> = {
  /** The last answer known; null when there never was one. */
  value: Answer | null
  /** When it was given. */
  at: number | null
  /** A sentence while the last attempt failed. */
  failure: string | null
  isAsking: boolean
  again: () => void
}

type Known<Answer> = { value: Answer; at: number } | null

/** `remembers`: the answer is kept on this device and shown after a restart without a network. Never for secrets. */
export function useAsk<Answer>(
  key: string,
  ask: () => Promise<Answer>,
  { everyMs, remembers = false }: { everyMs: number; remembers?: boolean },
): Asked<Answer> {
  const workplace = useWorkplace()
  const base = useWords(baseWords)
  const { connection } = useStatus()
  const [kept, setKept] = useKeep<Known<Answer>>(`office.${key}`, null)
  const [known, setKnown] = useState<Known<Answer>>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const latest = useRef({ ask, base })
  useEffect(() => {
    latest.current = { ask, base }
  })
  const attempt = useRef(0)

  const again = useCallback(() => {
    const mine = ++attempt.current
    setAsking(true)
    latest.current
      .ask()
      .then(
        (value) => {
          if (mine !== attempt.current) return
          const answer = { value, at: workplace.now() }
          setKnown(answer)
          setFailure(null)
          if (remembers)
            setKept(answer).catch((cause: unknown) => console.warn('The answer could not be remembered', cause))
        },
        (cause: unknown) => {
          if (mine !== attempt.current) return
          console.info('The server was not asked', cause)
          setFailure(failureSentence(cause, latest.current.base))
        },
      )
      .finally(() => {
        if (mine === attempt.current) setAsking(false)
      })
  }, [workplace, remembers, setKept])

  const isOnline = connection === 'online'
  useEffect(() => {
    again()
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again()
    }, everyMs)
    return () => clearInterval(timer)
  }, [again, everyMs, key, isOnline])

  const last = known ?? (remembers ? kept : null)
  return { value: last?.value ?? null, at: last?.at ?? null, failure, isAsking, again }
}
