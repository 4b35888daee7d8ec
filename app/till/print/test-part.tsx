/** Does everything come out, does the drawer open, and what went over the line. */
'use client'
import { Button, Switch } from '@mantine/core'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import { testSlip } from '../../../lib/printing/layouts/wizard-slips.ts'
import { defaultDrawer } from '../../../lib/printing/profiles.ts'
import { saveFile } from '../../_ui/save-file.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { usePrintSaid } from '../shift/use-print-said.ts'
import { paperWords } from './paper-words.ts'
import classes from './printer-page.module.css'
import { withProfile } from './printer-settings.ts'
import { useSavePrinter } from './use-save-printer.ts'
import { usePrinterLook, usePrinting } from './use-printing.ts'
import { printWords } from './words.ts'

export function TestPart({ settings }: { settings: PrinterSettings }) {
  const t = useWords(printWords)
  const language = useLanguage()
  const save = useSavePrinter()
  const printer = usePrinting()
  const printed = usePrintSaid()
  const { printing } = usePrinterLook()
  return (
    <section className={classes.part}>
      <h3>{t('testStep')}</h3>
      <div className={classes.switch}>
        <Switch
          label={t('hasDrawer')}
          checked={settings.profile.drawer !== null}
          onChange={(event) =>
            save(withProfile(settings, { drawer: event.currentTarget.checked ? { ...defaultDrawer } : null }))
          }
        />
      </div>
      <div className={classes.acts}>
        <Button
          size="lg"
          variant="default"
          onClick={() => printed(printer.printSlip(paperWords[language].jobTest, testSlip(language, settings.profile)))}
        >
          {t('printTest')}
        </Button>
        <Button
          size="lg"
          variant="default"
          disabled={settings.profile.drawer === null}
          onClick={() => printed(printer.openDrawer())}
        >
          {t('testDrawer')}
        </Button>
        <Button
          size="lg"
          variant="subtle"
          disabled={printing === null}
          onClick={() => saveFile('rodnik-printer.txt', printing?.log.export() ?? '')}
        >
          {t('saveLog')}
        </Button>
      </div>
    </section>
  )
}
