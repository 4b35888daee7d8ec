/**
 * Finds a receipt that this till does not hold: by its number or the code on its paper, asked of the server; when nobody
 * answers, or the sale has not arrived there yet, by what the signed paper says (users.md 12).
 */
'use client'
import { useCallback, useRef, useState } from 'react'
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Receipt, SeenBy } from '../../../lib/domain/till/receipt.ts'
import type { TillKey } from '../../../lib/domain/till/till-key.ts'
import { TransportError } from '../../../lib/sync/ports.ts'
import type { FoundReceipt, ReceiptsAnswer, ReceiptsInput } from '../../../lib/workplace-types.ts'
import { useList, useStatus, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { parseReceiptNumber } from '../print/receipt-number.ts'
import { goodsByKey, readPaper, receiptOnPaper, type PaperRead } from './read-paper.ts'
import { receiptsWords } from './words.ts'

type Said =
  | 'codeGarbled'
  | 'codeForged'
  | 'foreignNumberWrong'
  | 'findFailed'
  | 'seenAtServer'
  | 'seenOnPaperOffline'
  | 'seenOnPaperNotSent'
  | 'receiptTooOld'
  | 'numberUnknown'
  | 'paperWithoutLines'
  | 'tillUnknownHere'
  | 'paperUnsigned'
  | 'askOffline'
  | 'askServer'
  | 'askAuth'
  | 'askLimited'

export type Finding =
  | { kind: 'nothing' }
  | { kind: 'asking' }
  /** Several tills may have this number. */
  | { kind: 'choose'; found: readonly FoundReceipt[] }
  | { kind: 'found'; receipt: Receipt; counted: Record<string, number> | null; seen: SeenBy; said: Said }
  /** `byHand`: what stands on the paper can still be typed; the receipt it is of, where that is known. */
  | {
      kind: 'said'
      tone: 'bad' | 'info'
      said: Said
      byHand: { receiptId: string | null; totalMinor: number | null } | null
    }

export type FindReceipt = {
  finding: Finding
  /** The tills' keys and the goods are read: before that every signed paper would look like a stranger's. */
  isReady: boolean
  /** A number as people write it, or a code as a scanner types it. */
  find: (typed: string) => void
  choose: (found: FoundReceipt) => void
  forget: () => void
}

export function useFindReceipt(): FindReceipt {
  const t = useWords(receiptsWords)
  const workplace = useWorkplace()
  const keys = useList<TillKey>('tillKey')
  const products = useList<Product>('product', { order: 'asc' })
  const { connection } = useStatus()
  const [finding, setFinding] = useState<Finding>({ kind: 'nothing' })
  const attempt = useRef(0)

  const find = useCallback(
    (typed: string) => {
      const mine = ++attempt.current
      const show = (next: Finding) => {
        if (mine === attempt.current) setFinding(next)
      }
      /** A text: why nobody could be asked. */
      const ask = async (input: ReceiptsInput): Promise<ReceiptsAnswer | TransportError['failure']> => {
        if (connection === 'offline') return 'offline'
        try {
          return await workplace.till.receipts(input)
        } catch (cause) {
          if (cause instanceof TransportError) return cause.failure
          throw cause
        }
      }
      const onPaper = (read: Extract<PaperRead, { kind: 'proved' }>): Receipt | null =>
        receiptOnPaper(read.receipt, {
          tillName: read.tillName,
          goods: goodsByKey((products ?? []).map(({ body }) => body)),
          unnamed: (place) => t('lineByPlace', { place }),
        })
      const look = async (): Promise<Finding> => {
        const keysOf = (tillId: string) => keys?.find(({ id }) => id === tillId)?.body ?? null
        const read = await readPaper(typed, { keysOf, verify: (...args) => workplace.signing.verify(...args) })
        if (read.kind === 'garbled') return { kind: 'said', tone: 'bad', said: 'codeGarbled', byHand: null }
        if (read.kind === 'forged') return { kind: 'said', tone: 'bad', said: 'codeForged', byHand: null }
        if (read.kind === 'other') {
          const number = parseReceiptNumber(typed)
          if (!number) return { kind: 'said', tone: 'bad', said: 'foreignNumberWrong', byHand: null }
          return byNumber(await ask(number))
        }
        const receiptId = read.kind === 'proved' ? read.receipt.receiptId : read.receiptId
        const answer = await ask({ receiptId })
        return byCode(answer, read, read.kind === 'proved' ? onPaper(read) : null)
      }
      setFinding({ kind: 'asking' })
      look().then(show, (cause: unknown) => {
        console.error('The receipt could not be looked for', cause)
        show({ kind: 'said', tone: 'bad', said: 'findFailed', byHand: { receiptId: null, totalMinor: null } })
      })
    },
    [workplace, keys, products, connection, t],
  )
  const choose = useCallback(({ receipt, returned }: FoundReceipt) => setFinding(seenAtServer(receipt, returned)), [])
  const forget = useCallback(() => {
    attempt.current += 1
    setFinding({ kind: 'nothing' })
  }, [])
  return { finding, isReady: keys !== null && products !== null, find, choose, forget }
}

const seenAtServer = (receipt: Receipt, counted: Record<string, number>): Finding => ({
  kind: 'found',
  receipt,
  counted,
  seen: 'server',
  said: 'seenAtServer',
})

function byNumber(answer: ReceiptsAnswer | TransportError['failure']): Finding {
  const byHand = { receiptId: null, totalMinor: null }
  if (typeof answer === 'string') return { kind: 'said', tone: 'info', said: failureKeys[answer], byHand }
  if (answer.found.length > 0) return { kind: 'choose', found: answer.found }
  if (answer.tooOld > 0) return { kind: 'said', tone: 'bad', said: 'receiptTooOld', byHand: null }
  return { kind: 'said', tone: 'info', said: 'numberUnknown', byHand }
}

type Named = Extract<PaperRead, { kind: 'proved' | 'named' }>

/** `paper`: the receipt as its signed paper tells it; null: it does not tell, or proves nothing. */
export function byCode(
  answer: ReceiptsAnswer | TransportError['failure'],
  read: Named,
  paper: Receipt | null,
): Finding {
  if (typeof answer !== 'string') {
    const [first] = answer.found
    if (first) return seenAtServer(first.receipt, first.returned)
    if (answer.tooOld > 0) return { kind: 'said', tone: 'bad', said: 'receiptTooOld', byHand: null }
  }
  const isAsked = typeof answer !== 'string'
  if (paper) {
    const said = isAsked ? 'seenOnPaperNotSent' : 'seenOnPaperOffline'
    return { kind: 'found', receipt: paper, counted: null, seen: 'paper', said }
  }
  if (read.kind === 'proved') {
    const { receiptId, totalMinor } = read.receipt
    return { kind: 'said', tone: 'info', said: 'paperWithoutLines', byHand: { receiptId, totalMinor } }
  }
  const said = read.why === 'unknownTill' ? 'tillUnknownHere' : 'paperUnsigned'
  return { kind: 'said', tone: 'info', said, byHand: { receiptId: read.receiptId, totalMinor: null } }
}

const failureKeys = {
  offline: 'askOffline',
  server: 'askServer',
  auth: 'askAuth',
  limited: 'askLimited',
  timeout: 'askServer',
} as const satisfies Record<TransportError['failure'], Said>
