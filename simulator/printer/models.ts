// Printers as their makers describe them: paper, code tables, habits. Not taken from the profiles of lib/printing.

import type { PaperModel } from './paper-roll.ts'

export type PrinterModel = PaperModel & {
  name: string
  /** Says nothing to any question (the cheapest clones). */
  isMute: boolean
  /** What `GS I 67` tells; null: nothing, though it answers for its status. */
  tells: string | null
  /** Bytes that it takes before it asks the sender to wait. */
  bufferBytes: number
}

const cp866 = 'ibm866'
const windows = 'windows-1251'

const model = (over: Partial<PrinterModel> & Pick<PrinterModel, 'name' | 'tables'>): PrinterModel => ({
  dots: 576,
  kanjiAtStart: false,
  hasCutter: true,
  isMute: false,
  tells: over.name,
  bufferBytes: 4096,
  ...over,
})

export const printerModels = {
  epson: model({ name: 'TM-T20III', tables: { 17: cp866, 46: windows } }),
  'epson-42': model({ name: 'TM-T88V', dots: 512, tables: { 17: cp866, 46: windows } }),
  'epson-legacy': model({ name: 'TM-T88III', dots: 512, tables: { 17: cp866 } }),
  // Made for China: without FS . two bytes are one hieroglyph.
  xprinter: model({
    name: 'XP-N160II',
    tables: { 17: cp866, 59: cp866, 23: windows, 73: windows },
    kanjiAtStart: true,
    bufferBytes: 2048,
  }),
  'pos-80': model({
    name: 'POS-80',
    tables: { 17: cp866, 59: cp866, 23: windows, 73: windows },
    kanjiAtStart: true,
    tells: null,
  }),
  'pos-58': model({
    name: 'POS-58',
    dots: 384,
    tables: { 17: cp866, 59: cp866, 23: windows, 73: windows },
    kanjiAtStart: true,
    hasCutter: false,
    isMute: true,
    bufferBytes: 512,
  }),
  bixolon: model({ name: 'SRP-350III', dots: 512, tables: { 17: cp866, 28: windows } }),
  citizen: model({ name: 'CT-S310II', tables: { 7: cp866 } }),
  fujitsu: model({ name: 'FP-1000', tables: { 17: cp866, 46: windows } }),
  hp: model({ name: 'A779', dots: 528, tables: { 7: cp866, 13: windows } }),
  mpt: model({ name: 'MPT-III', tables: { 7: cp866, 6: windows }, hasCutter: false, isMute: true, bufferBytes: 256 }),
  youku: model({ name: '58T', dots: 384, tables: { 7: cp866, 6: windows }, hasCutter: false, isMute: true }),
  sunmi: model({ name: 'SUNMI', dots: 384, tables: { 17: cp866 }, hasCutter: false, isMute: true }),
} satisfies Record<string, PrinterModel>

export type PrinterModelId = keyof typeof printerModels
