/** What a benchmark hands back: for each line of the table the figures of all runs, and how to read them. */

export type Unit = 'ms' | 's' | 'KB' | 'ops/s' | 'docs/s' | '×'

export type Line = {
  /** P4 */
  id: string
  what: string
  unit: Unit
  /** One figure a run, in the order of the runs. */
  runs: number[]
  /** The limit or peer, measured in the same run with the same data. */
  limit: { what: string; unit: Unit; runs: number[] } | null
  /** value / limit, unless the line has another idea of it. */
  ratio?: number
  /** As performance.md has it; '–' for a line that only informs. */
  budget: string
  /** null: the line only informs. */
  isMet: boolean | null
  /** How durable what was measured is. */
  durability: string
  notes?: string[]
}

export type BenchContext = {
  /** Small sizes and few runs: to see that everything works, not to judge by. */
  isQuick: boolean
  say: (sentence: string) => void
}

export type Bench = {
  id: string
  title: string
  run(context: BenchContext): Promise<Line[]>
}

export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('No figures were taken')
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * (percent / 100)
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => percentile(values, 50)

export const ratioOf = (line: Line): number | null =>
  line.ratio ?? (line.limit ? median(line.runs) / median(line.limit.runs) : null)

export const show = (value: number): string => {
  const size = Math.abs(value)
  if (size >= 100) return String(Math.round(value))
  return value.toFixed(size >= 10 ? 1 : 2)
}
