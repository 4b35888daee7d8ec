/**
 * Imports a set of catalogue files: all are read and checked first, then all are applied as one run. Reading twice costs
 * time but no memory, and a bad file never reaches the database. Used by the command and by the office's drop zone.
 */
import { CommerceMLError } from './commerceml/commerceml-error.ts'
import { readCatalogue } from './commerceml/read-catalogue.ts'
import type { ReadLimits } from './commerceml/read-limits.ts'
import { defaultReadLimits } from './commerceml/read-limits.ts'
import type { CatalogueRecord, WarningRecord } from './commerceml/records.ts'
import { warning } from './commerceml/warnings.ts'
import type { CatalogueSink, StagedRecord } from './catalogue-sink.ts'
import { batchRecords } from './catalogue-sink.ts'

export type CatalogueFile = {
  name: string
  /** Size in bytes, for progress and an early answer. */
  bytes: number
  /** The contents from the beginning. Called twice when the files are applied. */
  open(): AsyncIterable<Uint8Array>
}

/** Records read from the file; `stockRows` are quantities, per warehouse where warehouses are named. */
export type ImportCounts = { groups: number; products: number; offers: number; prices: number; stockRows: number }
export type FileReport = { name: string } & ImportCounts & { warnings: ImportWarning[] }
/** `text` is an English sentence; `code` and `params` are the same for a screen that speaks another language. */
export type ImportWarning = Pick<WarningRecord, 'line' | 'text' | 'code' | 'params'>
export type ImportReport = { files: FileReport[]; totals: ImportCounts & { warnings: number } }

export type ImportProgress = {
  phase: 'reading' | 'applying'
  fileName: string
  /** Bytes of all files in this phase. */
  bytes: number
  totalBytes: number
}

export type ImportOptions = {
  /** null: a dry run. Called only when every file has been found good. */
  openSink: (() => Promise<CatalogueSink>) | null
  limits?: Partial<ReadLimits>
  onProgress?: (progress: ImportProgress) => void
}

/** One file of the run is bad; nothing was changed. `cause` is a CommerceMLError or a failure to read. */
export class CatalogueFileError extends Error {
  override name = 'CatalogueFileError'
  readonly fileName: string

  constructor(fileName: string, cause: unknown) {
    super(`${fileName}: ${cause instanceof CommerceMLError ? cause.message : unreadable(cause)}`, { cause })
    this.fileName = fileName
  }
}

function unreadable(cause: unknown): string {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'There is no such file.'
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read by this user.'
    default:
      return `The file cannot be read (${messageOf(cause)}).`
  }
}

/** Warnings kept of one file. A file that is wrong all over needs no list of 200,000 lines. */
const mostWarnings = 1000

const countedAs = {
  group: 'groups',
  product: 'products',
  offer: 'offers',
  price: 'prices',
  stock: 'stockRows',
} as const satisfies Partial<Record<CatalogueRecord['kind'], keyof ImportCounts>>

export async function importCatalogue(files: readonly CatalogueFile[], options: ImportOptions): Promise<ImportReport> {
  const reports: FileReport[] = []
  const read = reading(files, options)
  for (const file of files) reports.push(await checkFile(file, read('reading', file)))
  if (options.openSink) await applyFiles(files, reports, await options.openSink(), read)
  return { files: reports, totals: totalsOf(reports) }
}

type Read = (phase: ImportProgress['phase'], file: CatalogueFile) => AsyncIterable<CatalogueRecord>

function reading(files: readonly CatalogueFile[], { limits, onProgress }: ImportOptions): Read {
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const done = { reading: 0, applying: 0 }
  async function* counted(phase: ImportProgress['phase'], file: CatalogueFile): AsyncGenerator<Uint8Array> {
    for await (const bytes of file.open()) {
      yield bytes
      done[phase] += bytes.length
      onProgress?.({ phase, fileName: file.name, bytes: done[phase], totalBytes })
    }
  }
  return async function* (phase, file) {
    try {
      const limitBytes = limits?.fileBytes ?? defaultReadLimits.fileBytes
      if (file.bytes > limitBytes) throw new CommerceMLError('tooLarge', { limitBytes })
      yield* readCatalogue(counted(phase, file), limits)
    } catch (error) {
      throw new CatalogueFileError(file.name, error)
    }
  }
}

async function checkFile(file: CatalogueFile, records: AsyncIterable<CatalogueRecord>): Promise<FileReport> {
  const counts = noCounts()
  const warnings: FileReport['warnings'] = []
  let more = 0
  let lastLine = 0
  for await (const record of records) {
    count(counts, record)
    if (record.kind !== 'warning') continue
    lastLine = record.line
    if (warnings.length < mostWarnings) warnings.push(told(record))
    else more++
  }
  if (more > 0) warnings.push(told(warning('notListed', lastLine, { count: more })))
  return { name: file.name, ...counts, warnings }
}

const told = ({ line, text, code, params }: WarningRecord): ImportWarning => ({ line, text, code, params })

async function applyFiles(
  files: readonly CatalogueFile[],
  reports: readonly FileReport[],
  sink: CatalogueSink,
  read: Read,
): Promise<void> {
  try {
    await sink.begin({ fileNames: files.map((file) => file.name) })
    for (const [index, file] of files.entries()) {
      const counts = await stageFile(file, sink, read('applying', file))
      const checked = reports[index]
      if (!checked || !sameCounts(counts, checked)) {
        throw new CatalogueFileError(file.name, new Error('it changed while it was being imported'))
      }
    }
    await sink.commit()
  } catch (error) {
    await rollBack(sink, error)
    throw error
  } finally {
    await sink.close()
  }
}

// A failing rollback must not hide why it was needed.
async function rollBack(sink: CatalogueSink, reason: unknown): Promise<void> {
  try {
    await sink.rollback()
  } catch (error) {
    throw new AggregateError([reason, error], `${messageOf(reason)} Undoing failed as well: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function stageFile(
  file: CatalogueFile,
  sink: CatalogueSink,
  records: AsyncIterable<CatalogueRecord>,
): Promise<ImportCounts> {
  const counts = noCounts()
  let batch: StagedRecord[] = []
  for await (const record of records) {
    count(counts, record)
    if (record.kind === 'warning') continue
    batch.push(record)
    if (batch.length < batchRecords) continue
    await sink.stage({ fileName: file.name, records: batch })
    batch = []
  }
  if (batch.length > 0) await sink.stage({ fileName: file.name, records: batch })
  return counts
}

function noCounts(): ImportCounts {
  return { groups: 0, products: 0, offers: 0, prices: 0, stockRows: 0 }
}

function count(counts: ImportCounts, record: CatalogueRecord): void {
  if (record.kind in countedAs) counts[countedAs[record.kind as keyof typeof countedAs]]++
}

function sameCounts(a: ImportCounts, b: ImportCounts): boolean {
  return Object.values(countedAs).every((key) => a[key] === b[key])
}

function totalsOf(reports: readonly FileReport[]): ImportReport['totals'] {
  const totals = { ...noCounts(), warnings: 0 }
  for (const report of reports) {
    for (const key of Object.values(countedAs)) totals[key] += report[key]
    totals.warnings += report.warnings.length
  }
  return totals
}
