/**
 * Where a run of catalogue files goes. Everything of one run becomes visible at once or not at all.
 *
 *     begin → stage… → commit → close
 *                    ↘ rollback → close
 *
 * Guarantees the importer gives: `begin` once, then batches one after the other (each awaited) in the order of the
 * files, then exactly one of `commit` and `rollback`, then `close`. All files have been read to the end without an
 * error before `begin`. `rollback` also follows a failed `begin`, `stage` or `commit`.
 *
 * What is left to the sink: records refer to each other in any order (a group before its parent, an offer before its
 * product, or without one); of two records with the same identity in one run the later one wins; ids are compared by
 * `idKey`; nothing is deleted for not being mentioned.
 */
import type { CatalogueRecord, WarningRecord } from './commerceml/records.ts'

export type StagedRecord = Exclude<CatalogueRecord, WarningRecord>

/** Most records in one batch. */
export const batchRecords = 500

export interface CatalogueSink {
  begin(run: { fileNames: readonly string[] }): Promise<void>
  /** At most `batchRecords` records of one file. A `section` record tells what those after it belong to. */
  stage(batch: { fileName: string; records: readonly StagedRecord[] }): Promise<void>
  commit(): Promise<void>
  rollback(): Promise<void>
  /** Gives back connections. Called last, whatever happened; never called twice. */
  close(): Promise<void>
}
