/**
 * Families of printers as their makers count `ESC t` tables. A model that nobody here knows starts as the family it most
 * resembles; the wizard's numbered slip then finds the table (`layouts/code-page-slip.ts`).
 */
import type { PrinterFamily, PrinterProfile } from './profile.ts'
import type { CodePage } from './slip.ts'

const usual = { feedBeforeCut: 4, cutter: 'partial', answers: true, qr: true } as const
/** Torn off by hand; the tear bar is as far from the head as a knife would be. */
const mobile = { feedBeforeCut: 4, cutter: 'none', answers: false, qr: true } as const

export const printerFamilies: readonly PrinterFamily[] = [
  {
    id: 'epson',
    name: 'Epson TM-T20, TM-m30',
    tells: /^TM-(T20|M30)/i,
    columns: 48,
    tables: { cp866: 17, 'windows-1251': 46 },
    ...usual,
  },
  {
    id: 'epson-42',
    name: 'Epson TM-T88V…VII, TM-T70II',
    tells: /^TM-(T88VI{0,2}|T70II)\b/i,
    columns: 42,
    tables: { cp866: 17, 'windows-1251': 46 },
    ...usual,
  },
  {
    id: 'epson-legacy',
    name: 'Epson TM-T88II…IV, TM-T70',
    tells: /^TM-(T88(I{2,3}|IV)|T70)\b/i,
    columns: 42,
    tables: { cp866: 17, 'windows-1251': null },
    ...usual,
    qr: false, // from TM-T88IV on; the wizard's test slip shows it
  },
  {
    id: 'xprinter',
    name: 'Xprinter XP-N160, XP-T80',
    tells: /^XP-(?!58)/i,
    columns: 48,
    tables: { cp866: 17, 'windows-1251': 23 },
    ...usual,
  },
  {
    id: 'pos-80',
    name: 'POS-80, POS-8360 (80 mm)',
    tells: /^POS-?8/i,
    columns: 48,
    tables: { cp866: 17, 'windows-1251': 23 },
    ...usual,
  },
  {
    id: 'pos-58',
    name: 'POS-58, POS-5890 (58 mm)',
    tells: /^(POS|XP)-?58/i,
    columns: 32,
    tables: { cp866: 17, 'windows-1251': 23 },
    ...mobile,
  },
  {
    id: 'bixolon',
    name: 'Bixolon SRP',
    tells: /^SRP-/i,
    columns: 42,
    tables: { cp866: 17, 'windows-1251': 28 },
    ...usual,
  },
  {
    id: 'citizen',
    name: 'Citizen CT-S',
    tells: /^CT-S/i,
    columns: 48,
    tables: { cp866: 7, 'windows-1251': null },
    ...usual,
    feedBeforeCut: 3,
  },
  {
    id: 'fujitsu',
    name: 'Fujitsu FP',
    tells: /^FP-/i,
    columns: 48,
    tables: { cp866: 17, 'windows-1251': 46 },
    ...usual,
  },
  { id: 'hp', name: 'HP A779', tells: /^A779/i, columns: 44, tables: { cp866: 7, 'windows-1251': 13 }, ...usual },
  {
    id: 'mpt',
    name: 'MPT-II, MPT-III',
    tells: /^MPT-(I{2,3}|2|3)\b/i,
    columns: 48,
    tables: { cp866: 7, 'windows-1251': 6 },
    ...mobile,
  },
  { id: 'youku', name: 'Youku 58T', tells: /^58T/i, columns: 32, tables: { cp866: 7, 'windows-1251': 6 }, ...mobile },
  { id: 'sunmi', name: 'Sunmi', tells: /^SUNMI/i, columns: 32, tables: { cp866: 17, 'windows-1251': null }, ...mobile },
]

/** The family of a printer that gave its name. null: a name that nobody here knows. */
export const familyTelling = (model: string): PrinterFamily | null =>
  printerFamilies.find(({ tells }) => tells.test(model.trim())) ?? null

export const defaultDrawer = { pin: 0, onMs: 50, offMs: 500 } as const

/** The profile a printer starts with. cp866 is what nearly all know, so it is taken unless another page is wished. */
export function profileOf(family: PrinterFamily, page: CodePage = 'cp866'): PrinterProfile {
  const table = family.tables[page] ?? family.tables.cp866
  if (table === null) throw new Error(`${family.name} knows no Russian page`)
  return {
    family: family.id,
    columns: family.columns,
    page: family.tables[page] === null ? 'cp866' : page,
    table,
    feedBeforeCut: family.feedBeforeCut,
    cutter: family.cutter,
    drawer: { ...defaultDrawer },
    answers: family.answers,
    qr: family.qr,
  }
}

/** Every `ESC t` number under which some maker keeps Russian, the commonest first: the lines of the wizard's slip. */
export const pageCandidates: readonly { table: number; page: CodePage }[] = [
  { table: 17, page: 'cp866' },
  { table: 46, page: 'windows-1251' },
  { table: 23, page: 'windows-1251' },
  { table: 7, page: 'cp866' },
  { table: 28, page: 'windows-1251' },
  { table: 6, page: 'windows-1251' },
  { table: 13, page: 'windows-1251' },
  { table: 59, page: 'cp866' },
  { table: 73, page: 'windows-1251' },
]
