/**
 * npm run import -- FILE… [--dry-run] (started by scripts/import.ts)
 *
 * stdout: one JSON object when all went well, nothing otherwise. stderr: progress after a second, or one sentence about
 * what is wrong. Exit code 0: done; 1: a file is bad or the database did not take it, nothing was changed; 2: the
 * command was called wrongly.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importLimitRule, readImportLimit } from '../config/import-limit.ts'
import type { CatalogueSink } from './catalogue-sink.ts'
import type { CatalogueFile, ImportProgress, ImportReport } from './import-catalogue.ts'
import { CatalogueFileError, importCatalogue } from './import-catalogue.ts'

export type ImportEnvironment = {
  env: Readonly<Record<string, string | undefined>>
  /** Called once, after all files were found good; not in a dry run. */
  openSink: (env: ImportEnvironment['env']) => Promise<CatalogueSink>
  stdout: (text: string) => void
  stderr: (text: string) => void
  now: () => number
}

const usage = `Usage: npm run import -- FILE… [--dry-run]

Reads CommerceML catalogue, offer, price and stock files of 1C (versions 2.03 to 3.1), in any order.
  --dry-run  only read and check; needs no database

IMPORT_MAX_BYTES sets the largest file taken (default 536870912).
`

/** The exit code. */
export async function main(args: string[], environment: ImportEnvironment): Promise<number> {
  const { stdout, stderr, env } = environment
  const asked = parseArguments(args)
  if (asked.kind === 'help') {
    stdout(usage)
    return 0
  }
  if (asked.kind === 'wrong') {
    stderr(`${asked.reason}\n\n${usage}`)
    return 2
  }
  const fileBytes = readImportLimit(env['IMPORT_MAX_BYTES'])
  if (fileBytes === null) {
    stderr(`IMPORT_MAX_BYTES must be ${importLimitRule}, not "${env['IMPORT_MAX_BYTES']}".\n`)
    return 2
  }
  try {
    const files: CatalogueFile[] = []
    for (const path of asked.paths) files.push(await openFile(path, startedIn(env)))
    const report = await importCatalogue(files, {
      openSink: asked.dryRun ? null : () => environment.openSink(env),
      limits: { fileBytes },
      onProgress: progressPrinter(environment),
    })
    stdout(`${JSON.stringify(printed(report), null, 2)}\n`)
    return 0
  } catch (error) {
    stderr(`${sentenceOf(error)}\n`)
    return 1
  }
}

/** The report as it is promised to programs that read it: a warning is its line and its sentence. */
const printed = ({ files, totals }: ImportReport): unknown => ({
  files: files.map((file) => ({ ...file, warnings: file.warnings.map(({ line, text }) => ({ line, text })) })),
  totals,
})

type Asked = { kind: 'run'; paths: string[]; dryRun: boolean } | { kind: 'help' } | { kind: 'wrong'; reason: string }

function parseArguments(args: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help === true) return { kind: 'help' }
    if (positionals.length === 0) return { kind: 'wrong', reason: 'Which file shall be imported?' }
    return { kind: 'run', paths: positionals, dryRun: values['dry-run'] === true }
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** npm runs scripts in the project's folder; the paths were typed elsewhere. */
function startedIn(env: ImportEnvironment['env']): string {
  return env['npm_lifecycle_event'] === 'import' ? (env['INIT_CWD'] ?? '') : ''
}

async function openFile(given: string, folder: string): Promise<CatalogueFile> {
  const path = resolve(folder, given)
  const name = basename(path)
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new Error('it is not a regular file')
    return { name, bytes: found.size, open: () => createReadStream(path) }
  } catch (error) {
    throw new CatalogueFileError(given, error)
  }
}

/** A line a second, the first after a second: short imports stay silent. */
function progressPrinter({ now, stderr }: ImportEnvironment): (progress: ImportProgress) => void {
  let next = now() + 1000
  return ({ phase, fileName, bytes, totalBytes }) => {
    if (now() < next) return
    next = now() + 1000
    const percent = totalBytes > 0 ? Math.floor((bytes / totalBytes) * 100) : 100
    stderr(`${phase === 'reading' ? 'Reading' : 'Importing'} ${fileName}: ${Math.min(percent, 100)} %\n`)
  }
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof CatalogueFileError
    ? `${message} Nothing was changed.`
    : `${message} The catalogue was not imported.`
}
