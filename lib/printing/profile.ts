/** What must be known of a printer before it can be written to. Stored with the till's settings; starts as a family's. */
import type { CodePage } from './slip.ts'

export type PrinterProfile = {
  /** The family it was taken from, see `printerFamilies`. */
  family: string
  columns: PrinterColumns
  page: CodePage
  /** n of `ESC t n` for `page` on this maker's printers. */
  table: number
  /** Lines between the print head and the knife: what is not fed over it stays in the printer. */
  feedBeforeCut: number
  cutter: 'none' | 'full' | 'partial'
  /** Connector pin of the drawer's cable: 0 is pin 2, 1 is pin 5. null: no drawer. */
  drawer: { pin: 0 | 1; onMs: number; offMs: number } | null
  /** Does it tell when a job is on paper? A one-way printer says nothing, and a job ends with "sent". */
  answers: boolean
  /** Knows `GS ( k`; where not, the code's content is printed as text, if it is short enough to be of use. */
  qr: boolean
  /** No table of this printer can be read: letters are sent as pictures. Slow, and always legible. */
  drawn?: boolean
}

/** 58 mm has 32; 80 mm has 42 (180 dpi, old Epson), 44 or 48. */
export type PrinterColumns = 32 | 35 | 42 | 44 | 48

export type PrinterFamily = {
  id: string
  /** As a person finds it written on the printer. */
  name: string
  /** What its printers answer when they are asked for their model (`GS I 67`). */
  tells: RegExp
  columns: PrinterColumns
  /** `ESC t` numbers as the maker counts; null: this maker's printers lack the page. */
  tables: { cp866: number | null; 'windows-1251': number | null }
  feedBeforeCut: number
  cutter: PrinterProfile['cutter']
  answers: boolean
  qr: boolean
}
