/** Which printer hangs there, and under which table it keeps Russian: found out by a numbered slip. */
'use client'
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import { codePageSlip } from '../../../lib/printing/layouts/wizard-slips.ts'
import type { PrinterColumns } from '../../../lib/printing/profile.ts'
import { familyTelling, printerFamilies } from '../../../lib/printing/profiles.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { usePrintSaid } from '../shift/use-print-said.ts'
import { useNotStored } from '../use-not-stored.ts'
import { paperWords } from './paper-words.ts'
import classes from './printer-page.module.css'
import { withFamily, withModel, withProfile, withReadableLine } from './printer-settings.ts'
import { useSavePrinter } from './use-save-printer.ts'
import { usePrinterLook, usePrinterSettings, usePrinting } from './use-printing.ts'
import { printWords } from './words.ts'

const widths: readonly PrinterColumns[] = [32, 35, 42, 44, 48]

export function LettersPart({ settings }: { settings: PrinterSettings }) {
  const t = useWords(printWords)
  const language = useLanguage()
  const save = useSavePrinter()
  const printing = usePrinting()
  const printed = usePrintSaid()
  const [typed, setTyped] = useState('')
  const { profile } = settings
  const chosen = typed.trim() === '' ? null : withReadableLine(settings, Number(typed))
  return (
    <section className={classes.part}>
      <h3>{t('pageStep')}</h3>
      <div className={classes.fields}>
        <NativeSelect
          label={t('family')}
          description={t('familyHint')}
          value={profile.family}
          data={printerFamilies.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => save(withFamily(settings, event.currentTarget.value))}
        />
        <NativeSelect
          label={t('columns')}
          value={String(profile.columns)}
          data={widths.map(String)}
          onChange={(event) => {
            const columns = widths.find((width) => String(width) === event.currentTarget.value)
            if (columns !== undefined) save(withProfile(settings, { columns }))
          }}
        />
      </div>
      <ModelSaid settings={settings} />
      <div className={classes.switch}>
        <Switch
          label={t('answers')}
          description={t('answersHint')}
          checked={profile.answers}
          onChange={(event) => save(withProfile(settings, { answers: event.currentTarget.checked }))}
        />
      </div>
      <p className={classes.soft}>{t('pageText')}</p>
      <form
        className={classes.acts}
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen) save(chosen)
          if (chosen) setTyped('')
        }}
      >
        <Button
          size="lg"
          variant="default"
          onClick={() => printed(printing.printSlip(paperWords[language].jobPages, codePageSlip(language)))}
        >
          {t('printPages')}
        </Button>
        <TextInput
          label={t('readableLine')}
          size="lg"
          w={160}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={typed.trim() !== '' && chosen === null ? t('readableWrong') : null}
        />
        <Button size="lg" type="submit" disabled={chosen === null}>
          {t('useLine')}
        </Button>
      </form>
      <div className={classes.switch}>
        <Switch
          label={t('drawn')}
          description={t('drawnHint')}
          checked={profile.drawn === true}
          onChange={(event) => save(withProfile(settings, { drawn: event.currentTarget.checked }))}
        />
      </div>
      <p role="status">{t('pageNow', { page: profile.page, table: profile.table })}</p>
    </section>
  )
}

/** What the printer calls itself. It chooses its family; a person who has chosen another is asked. */
function ModelSaid({ settings }: { settings: PrinterSettings }) {
  const t = useWords(printWords)
  const save = useSavePrinter()
  const notStored = useNotStored()
  const [, change] = usePrinterSettings()
  const { state, model: told } = usePrinterLook()
  // What stood there before another one was plugged in is not this one's name.
  const model = state?.kind === 'ready' || state?.kind === 'blocked' ? told : null
  const isGuess = settings.isGuess ?? false
  useEffect(() => {
    if (model === null || !isGuess) return
    change((before) => withModel(before, model) ?? before).catch(
      notStored('The printer’s settings could not be stored'),
    )
  }, [model, isGuess, change, notStored])
  if (model === null) return null
  const family = familyTelling(model)
  if (family === null) return <p role="status">{t('modelUnknown', { model })}</p>
  const said = { model, family: family.name }
  if (family.id === settings.profile.family) return <p role="status">{t('modelChosen', said)}</p>
  return (
    <div className={classes.acts} role="status">
      <p>{t('modelOther', said)}</p>
      <Button size="lg" variant="default" onClick={() => save(withFamily(settings, family.id))}>
        {t('modelTake', said)}
      </Button>
    </div>
  )
}
