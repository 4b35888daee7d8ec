/** The way to the printer: chosen once from the browser's own list, then found again without a question. */
'use client'
import { Button, NativeSelect } from '@mantine/core'
import { IconPlug, IconPlugOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Printing } from '../../../lib/platform/printing/create-printing.ts'
import type { Road } from '../../../lib/platform/ports/device-ports.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './printer-page.module.css'
import { baudRates, withPort } from './printer-settings.ts'
import { useSavePrinter } from './use-save-printer.ts'
import { useOpenPrinting, usePrinterSettings } from './use-printing.ts'
import { printWords } from './words.ts'

const roadKeys = {
  serial: 'roadSerial',
  usbPrinter: 'roadUsbPrinter',
  usbSerial: 'roadUsbSerial',
} as const satisfies Record<Road, string>

export function PortPart() {
  const t = useWords(printWords)
  const confirm = useConfirm()
  const notice = useNotice()
  const [settings] = usePrinterSettings()
  const save = useSavePrinter()
  const printing = useOpened()
  const [baudRate, setBaudRate] = useState<number>(settings?.port.baudRate ?? 115_200)

  const choose = (road: Road) => {
    printing?.choosePort(road, { baudRate, flowControl: 'none' }).then(
      (port) => {
        if (port) save(withPort(settings, port))
      },
      (cause: unknown) => {
        console.error('The list of ports could not be shown', cause)
        notice({ tone: 'bad', text: t('notSaved') })
      },
    )
  }
  const forget = async () => {
    const question = {
      title: t('forgetAsk'),
      text: t('forgetText'),
      act: t('forget'),
      stay: t('forgetKeep'),
      danger: true,
    }
    if (await confirm(question)) save(null)
  }
  return (
    <section className={classes.part}>
      <h3>{t('portTitle')}</h3>
      <p className={classes.soft}>{t('portText')}</p>
      {settings && <p>{t('chosenPort', { road: t(roadKeys[settings.port.road]) })}</p>}
      <NativeSelect
        label={t('baudRate')}
        description={t('baudHint')}
        value={String(baudRate)}
        data={baudRates.map(String)}
        onChange={(event) => {
          const rate = Number(event.currentTarget.value)
          setBaudRate(rate)
          if (settings) save({ ...settings, port: { ...settings.port, baudRate: rate } })
        }}
      />
      {printing?.roads().length === 0 && <p role="alert">{t('noRoads')}</p>}
      <div className={classes.acts}>
        {printing?.roads().map((road) => (
          <Button
            key={road}
            size="lg"
            variant={road === 'serial' ? 'filled' : 'default'}
            leftSection={<IconPlug size={22} aria-hidden />}
            onClick={() => choose(road)}
          >
            {t(roadKeys[road])}
          </Button>
        ))}
        {settings && (
          <Button
            size="lg"
            variant="subtle"
            leftSection={<IconPlugOff size={22} aria-hidden />}
            onClick={() => void forget()}
          >
            {t('forget')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Before a click on "choose": the browser shows its list only while the click is fresh. */
function useOpened(): Printing | null {
  const open = useOpenPrinting()
  const [printing, setPrinting] = useState<Printing | null>(null)
  useEffect(() => {
    let isCurrent = true
    open().then(
      (opened) => isCurrent && setPrinting(opened),
      (cause: unknown) => console.error('Printing could not be opened', cause),
    )
    return () => {
      isCurrent = false
    }
  }, [open])
  return printing
}
