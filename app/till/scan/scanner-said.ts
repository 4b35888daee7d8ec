/** How the scanner on a port stands, as a word, what to do about it, and how bad it is. Pure. */
import type { ScannerLook } from './serial-scanner.ts'

/** Keys of `scanWords`. */
type Word =
  | 'scannerNone'
  | 'scannerLoading'
  | 'scannerFailed'
  | 'scannerElsewhere'
  | 'scannerMissing'
  | 'scannerBusy'
  | 'scannerReady'
  | 'scannerUnreadable'
  | 'scannerWhich'
type Todo =
  'doScannerFailed' | 'doScannerElsewhere' | 'doScannerMissing' | 'doScannerBusy' | 'doUnreadable' | 'doScannerWhich'

export type ScannerSaid = { word: Word; todo: Todo | null; tone: 'green' | 'grey' | 'amber' | 'red' }

export function scannerSaid(look: ScannerLook, isSetUp: boolean): ScannerSaid {
  const said = (word: Word, tone: ScannerSaid['tone'], todo: Todo | null = null): ScannerSaid => ({ word, todo, tone })
  if (!isSetUp) return said('scannerNone', 'grey')
  switch (look?.kind) {
    case undefined:
    case 'connecting':
      return said('scannerLoading', 'grey')
    case 'failed':
      return said('scannerFailed', 'red', 'doScannerFailed')
    case 'notSetUp':
      return said('scannerNone', 'grey')
    case 'elsewhere':
      return said('scannerElsewhere', 'grey', 'doScannerElsewhere')
    case 'missing':
      return said('scannerMissing', 'red', 'doScannerMissing')
    case 'busy':
      return said('scannerBusy', 'red', 'doScannerBusy')
    case 'waitsForScan':
      return said('scannerWhich', 'amber', 'doScannerWhich')
    case 'listening':
      return look.isUnreadable ? said('scannerUnreadable', 'amber', 'doUnreadable') : said('scannerReady', 'green')
  }
}
