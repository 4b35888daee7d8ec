/**
 * Every exchange with the printer, both ways, to be sent to whoever must find out why it does not print. What stands on
 * receipts does not belong there: the bytes of a job are logged with its letters and digits blotted out.
 */
import type { PrintClock } from './printer-port.ts'

export type Direction = 'out' | 'in' | 'note'
export type LogEntry = { at: number; direction: Direction; bytes: number[]; note: string | null }

export type ExchangeLog = {
  out(bytes: Uint8Array): void
  in(bytes: Uint8Array): void
  note(sentence: string): void
  /** As text, one exchange a line: time (UTC), direction, bytes, letters. The oldest first. */
  export(): string
}

/** A long day of receipts; older ones fall out. */
const keptBytes = 256 * 1024

export function createExchangeLog(clock: Pick<PrintClock, 'now'>): ExchangeLog {
  const entries: LogEntry[] = []
  let size = 0
  const add = (direction: Direction, bytes: number[], note: string | null): void => {
    entries.push({ at: clock.now(), direction, bytes, note })
    size += bytes.length + 32
    while (size > keptBytes && entries.length > 1) size -= (entries.shift()?.bytes.length ?? 0) + 32
  }
  return {
    out: (bytes) => add('out', [...bytes], null),
    in: (bytes) => add('in', [...bytes], null),
    note: (sentence) => add('note', [], sentence),
    export: () => entries.flatMap(linesOf).join('\n') + '\n',
  }
}

const arrows: Record<Direction, string> = { out: '>', in: '<', note: '#' }

function linesOf({ at, direction, bytes, note }: LogEntry): string[] {
  const time = new Date(at).toISOString()
  if (note !== null) return [`${time} ${arrows[direction]} ${note}`]
  return shorten(bytes).map((row) => {
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const letters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    return `${time} ${arrows[direction]} ${hex.padEnd(47)} ${letters}`
  })
}

const rowBytes = 16

/** Rows of sixteen. A resync is thousands of NULs: of equal rows in a row only the first and the last are told. */
function shorten(bytes: number[]): number[][] {
  const rows = Array.from({ length: Math.ceil(bytes.length / rowBytes) }, (_, index) =>
    bytes.slice(index * rowBytes, (index + 1) * rowBytes),
  )
  const same = (one: number[] | undefined, other: number[]) => one?.join() === other.join()
  return rows.filter((row, index) => !(same(rows[index - 1], row) && same(rows[index + 1] ?? [], row)))
}
