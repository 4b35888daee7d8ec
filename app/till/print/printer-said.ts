/** How the printer stands, as a word, what to do about it, and how bad it is. Pure. */
import type { PrintJob } from '../../../lib/printing/queue/print-job.ts'
import type { Obstacle } from '../../../lib/printing/status/printer-status.ts'
import type { PrinterLook } from './printer-view.ts'

/** Keys of `printWords`. */
type Word =
  | 'notSetUp'
  | 'loading'
  | 'failed'
  | 'elsewhere'
  | 'missing'
  | 'busy'
  | 'several'
  | 'waitsForScan'
  | 'connecting'
  | 'silent'
  | 'ready'
  | 'paperLow'
  | Obstacle
type Todo =
  | 'failedText'
  | 'doElsewhere'
  | 'doMissing'
  | 'doBusy'
  | 'doSeveral'
  | 'doWaitsForScan'
  | 'doSilent'
  | 'doPaperLow'
  | `do${Capitalize<Obstacle>}`
export type PrinterSaid = {
  word: Word
  /** What to do; null: nothing. */
  todo: Todo | null
  tone: 'green' | 'grey' | 'amber' | 'red'
  /** The remedy is on the printer's page. */
  toPage: boolean
}

const obstacles = {
  coverOpen: 'doCoverOpen',
  paperOut: 'doPaperOut',
  feeding: 'doFeeding',
  cutter: 'doCutter',
  error: 'doError',
  offline: 'doOffline',
} as const satisfies Record<Obstacle, Todo>

export function printerSaid(state: PrinterLook['state'], isSetUp: boolean): PrinterSaid {
  const said = (word: Word, tone: PrinterSaid['tone'], todo: Todo | null = null, toPage = false): PrinterSaid => ({
    word,
    todo,
    tone,
    toPage,
  })
  if (!isSetUp) return said('notSetUp', 'grey', null, true)
  switch (state?.kind) {
    case undefined:
      return said('loading', 'grey')
    case 'failed':
      return said('failed', 'red', 'failedText')
    case 'notSetUp':
      return said('notSetUp', 'grey', null, true)
    case 'elsewhere':
      return said('elsewhere', 'grey', 'doElsewhere')
    case 'missing':
      return said('missing', 'red', 'doMissing', true)
    case 'busy':
      return said('busy', 'red', 'doBusy')
    case 'several':
      return said('several', 'amber', 'doSeveral', true)
    case 'waitsForScan':
      return said('waitsForScan', 'amber', 'doWaitsForScan')
    case 'connecting':
      return said('connecting', 'grey')
    case 'silent':
      return said('silent', 'red', 'doSilent', true)
    case 'ready':
      return state.paperLow ? said('paperLow', 'amber', 'doPaperLow') : said('ready', 'green')
    case 'blocked':
      return said(state.obstacle, 'red', obstacles[state.obstacle])
  }
}

const stateKeys = {
  queued: 'stateQueued',
  sending: 'stateSending',
  sent: 'stateSent',
  printed: 'statePrinted',
  interrupted: 'stateInterrupted',
  dropped: 'stateDropped',
} as const satisfies Record<SaidState, string>

/** One that asks says since when, too. */
type SaidState = Exclude<PrintJob['state'], 'asking'>

export const jobStateKey = <State extends SaidState>(state: State) => stateKeys[state]
