/** The scanner on the devices' page: its port, how it stands, and a place to try it. */
'use client'
import { Button, NativeSelect } from '@mantine/core'
import { IconBarcode, IconPlugOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Road } from '../../../lib/platform/ports/device-ports.ts'
import type { Scanning } from '../../../lib/platform/scanning/create-scanning.ts'
import type { ScannerSettings } from '../../../lib/platform/scanning/scanner-connection.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { useKeep, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from '../print/printer-page.module.css'
import { ScanTest } from './scan-test.tsx'
import { scannerSaid } from './scanner-said.ts'
import { scannerKey, scannerRates, usualRate } from './scanner-settings.ts'
import { serialScanner, useScannerLook } from './serial-scanner.ts'
import { scanWords } from './words.ts'

const roadKeys = { serial: 'choose', usbPrinter: 'chooseUsb', usbSerial: 'chooseUsb' } as const satisfies Record<
  Road,
  string
>

export function ScannerPart() {
  const t = useWords(scanWords)
  const confirm = useConfirm()
  const notice = useNotice()
  const [settings, keep] = useKeep<ScannerSettings | null>(scannerKey, null)
  const scanning = useOpened()
  const said = scannerSaid(useScannerLook(), settings !== null)
  const [typedRate, setRate] = useState<number | null>(null)
  const baudRate = settings?.port.baudRate ?? typedRate ?? usualRate

  const save = (next: ScannerSettings | null) => {
    keep(next).catch((cause: unknown) => {
      console.error('The scanner’s settings could not be stored', cause)
      notice({ tone: 'bad', text: t('notSaved') })
    })
  }
  const choose = (road: Road) => {
    scanning?.choosePort(road, { baudRate, flowControl: 'none' }).then(
      (port) => port && save({ port }),
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
    <section className={classes.part} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className={classes.soft}>{t('text')}</p>
      <p role="status" className={classes.state} data-tone={said.tone}>
        <strong>{t(said.word)}</strong>
        {said.todo && ` · ${t(said.todo)}`}
      </p>
      <NativeSelect
        label={t('rate')}
        description={t('rateHint')}
        value={String(baudRate)}
        data={scannerRates.map(String)}
        onChange={(event) => {
          const rate = Number(event.currentTarget.value)
          setRate(rate)
          if (settings) save({ port: { ...settings.port, baudRate: rate } })
        }}
      />
      {scanning?.roads().length === 0 && <p role="alert">{t('noRoads')}</p>}
      <div className={classes.acts}>
        {scanning?.roads().map((road) => (
          <Button
            key={road}
            size="lg"
            variant="default"
            leftSection={<IconBarcode size={22} aria-hidden />}
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
      <ScanTest />
    </section>
  )
}

/** Before a click on "choose": the browser shows its list only while the click is fresh. */
function useOpened(): Scanning | null {
  const workplace = useWorkplace()
  const [scanning, setScanning] = useState<Scanning | null>(null)
  useEffect(() => {
    let isCurrent = true
    serialScanner(workplace)
      .open()
      .then(
        (opened) => isCurrent && setScanning(opened),
        (cause: unknown) => console.error('The scanner could not be opened', cause),
      )
    return () => {
      isCurrent = false
    }
  }, [workplace])
  return scanning
}
