/** The scanner on the devices' page: its port, how it stands, and a place to try it. */
'use client'
import { IconBarcode } from '@tabler/icons-react'
import type { ScannerSettings } from '../../../lib/platform/scanning/scanner-connection.ts'
import { useKeep, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { PortPicker } from '../print/port-picker.tsx'
import classes from '../print/printer-page.module.css'
import { useNotStored } from '../use-not-stored.ts'
import { ScanTest } from './scan-test.tsx'
import { scannerSaid } from './scanner-said.ts'
import { scannerKey, scannerRates, usualRate } from './scanner-settings.ts'
import { serialScanner, useScannerLook } from './serial-scanner.ts'
import { scanWords } from './words.ts'

export function ScannerPart() {
  const t = useWords(scanWords)
  const notStored = useNotStored()
  const { open } = serialScanner(useWorkplace())
  const [settings, keep] = useKeep<ScannerSettings | null>(scannerKey, null)
  const said = scannerSaid(useScannerLook(), settings !== null)

  const save = (next: ScannerSettings | null) =>
    void keep(next).catch(notStored('The scanner’s settings could not be stored'))
  return (
    <section className={classes.part} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className={classes.soft}>{t('text')}</p>
      <p role="status" className={classes.state} data-tone={said.tone}>
        <strong>{t(said.word)}</strong>
        {said.todo && ` · ${t(said.todo)}`}
      </p>
      <PortPicker
        port={settings?.port ?? null}
        save={(port) => save(port && { port })}
        open={open}
        rates={scannerRates}
        usualRate={usualRate}
        says={{
          rate: t('rate'),
          rateHint: t('rateHint'),
          noRoads: t('noRoads'),
          forget: t('forget'),
          forgetAsk: t('forgetAsk'),
          forgetText: t('forgetText'),
          roads: { serial: t('choose'), usbPrinter: t('chooseUsb'), usbSerial: t('chooseUsb') },
        }}
        PortIcon={IconBarcode}
      />
      <ScanTest />
    </section>
  )
}
