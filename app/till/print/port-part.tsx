/** The way to the printer. */
'use client'
import { IconPlug } from '@tabler/icons-react'
import { cableChip } from '../../../lib/platform/ports/cable-chip.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { PortPicker } from './port-picker.tsx'
import classes from './printer-page.module.css'
import { baudRates, usualBaudRate, withPort } from './printer-settings.ts'
import { useSavePrinter } from './use-save-printer.ts'
import { useOpenPrinting, usePrinterSettings } from './use-printing.ts'
import { printWords } from './words.ts'

export function PortPart() {
  const t = useWords(printWords)
  const [settings] = usePrinterSettings()
  const save = useSavePrinter()
  const open = useOpenPrinting()
  const roads = { serial: t('roadSerial'), usbPrinter: t('roadUsbPrinter'), usbSerial: t('roadUsbSerial') }
  const chip = cableChip(settings?.port.vendorId ?? null)
  return (
    <section className={classes.part}>
      <h3>{t('portTitle')}</h3>
      <p className={classes.soft}>{t('portText')}</p>
      {settings && (
        <p>
          {t('chosenPort', { road: roads[settings.port.road] })}
          {chip && ` · ${t('cableChip', { chip })}`}
        </p>
      )}
      <PortPicker
        port={settings?.port ?? null}
        save={(port) => save(port && withPort(settings, port))}
        open={open}
        rates={baudRates}
        usualRate={usualBaudRate}
        says={{
          rate: t('baudRate'),
          rateHint: t('baudHint'),
          noRoads: t('noRoads'),
          forget: t('forget'),
          forgetAsk: t('forgetAsk'),
          forgetText: t('forgetText'),
          roads,
          flow: { label: t('flow'), hint: t('flowHint'), none: t('flowNone') },
        }}
        PortIcon={IconPlug}
        mainRoad="serial"
      />
    </section>
  )
}
