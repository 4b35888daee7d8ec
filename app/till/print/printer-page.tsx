/** The devices' page: the printer's port, letters and test, the shape of the receipt beside its paper, the scanner, the customer's screen. */
'use client'
import { useWords } from '../../_ui/words-engine.ts'
import { CustomerPart } from '../customer/customer-part.tsx'
import { ScannerPart } from '../scan/scanner-part.tsx'
import { FormPart } from './form-part.tsx'
import { LettersPart } from './letters-part.tsx'
import { PortPart } from './port-part.tsx'
import { printerSaid } from './printer-said.ts'
import classes from './printer-page.module.css'
import { TestPart } from './test-part.tsx'
import { usePrinterLook, usePrinterSettings } from './use-printing.ts'
import { printWords } from './words.ts'

export default function PrinterPage() {
  const t = useWords(printWords)
  const [settings] = usePrinterSettings()
  const { state, model } = usePrinterLook()
  const said = printerSaid(state, settings !== null)
  return (
    <div className={classes.page}>
      <header>
        <h2>{t('pageTitle')}</h2>
        <p role="status" className={classes.state} data-tone={said.tone}>
          <strong>{t(said.word)}</strong>
          {model !== null && ` · ${model}`}
          {said.todo && ` · ${t(said.todo)}`}
        </p>
      </header>
      <PortPart />
      {settings && (
        <>
          <LettersPart settings={settings} />
          <TestPart settings={settings} />
        </>
      )}
      <FormPart />
      <ScannerPart />
      <CustomerPart />
    </div>
  )
}
