/** The table for people and the JSON file for comparing one day with another. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { median, ratioOf, show, type Line } from './figures.ts'

const projectDir = path.resolve(import.meta.dirname, '../..')

export function formatTable(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.id,
    line.what,
    `${show(median(line.runs))} ${line.unit}`,
    line.limit ? `${show(median(line.limit.runs))} ${line.limit.unit}` : '–',
    ratioOf(line)?.toFixed(2) ?? '–',
    line.budget,
    line.isMet === null ? '–' : line.isMet ? 'meets' : 'MISSES',
    line.durability,
  ])
  const head = ['id', 'what', 'median', 'limit', 'ratio', 'budget', '', 'durability']
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const draw = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [draw(head), draw(widths.map((width) => '─'.repeat(width))), ...rows.map(draw), ...footnotes(lines)].join('\n')
}

/** What each limit is, and what a reader should know of a line. */
function footnotes(lines: readonly Line[]): string[] {
  const limits = new Set(lines.flatMap(({ id, limit }) => (limit ? [`${id} limit: ${limit.what}`] : [])))
  const notes = new Set(lines.flatMap(({ id, notes = [] }) => notes.map((note) => `${id}: ${note}`)))
  return ['', ...limits, ...notes]
}

/** Answers the file's path. */
export function writeReport(
  lines: readonly Line[],
  run: { isQuick: boolean; startedAt: Date; seconds: number },
): string {
  const folder = path.join(projectDir, 'bench-results')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${run.startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}.json`)
  const report = {
    startedAt: run.startedAt.toISOString(),
    seconds: Math.round(run.seconds),
    quick: run.isQuick,
    revision: revision(),
    machine: {
      cpu: os.cpus()[0]?.model ?? 'unknown',
      cores: os.cpus().length,
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      system: `${os.type()} ${os.release()}`,
      node: process.version,
      loadBefore: os.loadavg()[0],
    },
    lines: lines.map((line) => ({ ...line, median: median(line.runs), ratio: ratioOf(line) })),
  }
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  return file
}

function revision(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: projectDir, encoding: 'utf8' }).trim()
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ' and changes' : '')
  } catch {
    return 'unknown' // not a git checkout: the report is as good without it
  }
}
