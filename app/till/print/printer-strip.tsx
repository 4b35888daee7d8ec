/** The printer in the till's foot: how it stands, what to do, and how much is not printed yet. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPrinter, IconPrinterOff } from '@tabler/icons-react'
import { useState } from 'react'
import { lazyWindow } from '../../_ui/lazy-part.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useMe } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './printer-strip.module.css'
import { printerSaid } from './printer-said.ts'
import { usePrinterLook, usePrinterSettings } from './use-printing.ts'
import { printWords } from './words.ts'

const PrintJobs = lazyWindow(() => import('./print-jobs.tsx'))

export function PrinterStrip() {
  return useMe() === null ? null : <Strip />
}

function Strip() {
  const t = useWords(printWords)
  const { go } = usePlace()
  const look = usePrinterLook()
  const [settings] = usePrinterSettings()
  const [isOpen, setOpen] = useState(false)
  const said = printerSaid(look.state, settings !== null)
  const Icon = said.tone === 'red' ? IconAlertTriangle : said.word === 'notSetUp' ? IconPrinterOff : IconPrinter
  const isPrinting = look.jobs.some(({ state }) => state === 'sending')
  return (
    <div className={classes.strip} data-tone={said.tone}>
      <p role="status">
        <Icon size={22} aria-hidden />
        <span>
          <strong>{t(said.tone === 'green' && isPrinting ? 'printing' : said.word)}</strong>
          {said.todo && <span className={classes.todo}>{t(said.todo)}</span>}
        </span>
      </p>
      {look.jobs.length > 0 && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('waiting', { count: look.jobs.length })}
        </Button>
      )}
      {said.word === 'elsewhere' && (
        <Button variant="default" onClick={() => look.printing?.owner.takeOver()}>
          {t('takeOver')}
        </Button>
      )}
      {said.toPage && (
        <Button variant="subtle" onClick={() => go('shift/printer')}>
          {t('setUp')}
        </Button>
      )}
      {isOpen && <PrintJobs onClose={() => setOpen(false)} />}
    </div>
  )
}
