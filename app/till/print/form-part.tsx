/** How the receipt looks: header, footer, logo and language, with the paper beside it, by the paper's own rendering. */
'use client'
import { Button, Textarea } from '@mantine/core'
import { useMemo } from 'react'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { receiptSlip } from '../../../lib/printing/layouts/receipt-slip.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { useKeep, useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useNotStored } from '../use-not-stored.ts'
import { readLogo } from './read-logo.ts'
import { PaperPreview } from './paper-preview.tsx'
import classes from './printer-page.module.css'
import { formKey } from './printer-settings.ts'
import { formChoiceAtStart, receiptFormOf, type FormChoice } from './receipt-form.ts'
import { sampleReceipt } from './sample-receipt.ts'
import { usePrinterSettings } from './use-printing.ts'
import { printWords } from './words.ts'

/** More lines would only make paper. */
const mostLines = 12
const plainPaper = { columns: 48, page: 'cp866', qr: true } as const

export function FormPart() {
  const t = useWords(printWords)
  const notice = useNotice()
  const notStored = useNotStored()
  const settings = useOne<Settings>('settings', 'organisation')?.body ?? null
  const [printer] = usePrinterSettings()
  const [choice, keep] = useKeep<FormChoice>(formKey, formChoiceAtStart)
  const form = useMemo(() => receiptFormOf(settings, choice), [settings, choice])
  const slip = useMemo(() => receiptSlip(sampleReceipt(form.language), form), [form])
  const change = (part: Partial<FormChoice>) =>
    void keep((before) => ({ ...formChoiceAtStart, ...before, ...part })).catch(
      notStored('The form of the receipt could not be stored'),
    )
  const takeLogo = (file: File | undefined) => {
    if (!file) return
    readLogo(file).then(
      (logo) => change({ logo }),
      (cause: unknown) => {
        console.warn('The logo could not be read', cause)
        notice({ tone: 'bad', text: t('logoBad') })
      },
    )
  }
  return (
    <section className={classes.part}>
      <h3>{t('formStep')}</h3>
      <div className={classes.form}>
        <div className={classes.column}>
          <ChoiceChips
            label={t('formLanguage')}
            value={choice.language}
            onChange={(language) => change({ language })}
            choices={[
              { value: 'ru', label: t('langRu') },
              { value: 'en', label: t('langEn') },
            ]}
          />
          <Textarea
            label={t('formHeader')}
            description={t('formHeaderHint')}
            rows={4}
            maxLength={600}
            value={(choice.header ?? form.header).join('\n')}
            onChange={(event) => change({ header: linesOf(event.currentTarget.value) })}
          />
          <Textarea
            label={t('formFooter')}
            rows={3}
            maxLength={600}
            value={(choice.footer ?? form.footer).join('\n')}
            onChange={(event) => change({ footer: linesOf(event.currentTarget.value) })}
          />
          <div className={classes.acts}>
            <Button component="label" variant="default" className={classes.file ?? ''}>
              {t('logoChoose')}
              <input
                type="file"
                accept="image/*"
                aria-label={t('logo')}
                onChange={(event) => takeLogo(event.currentTarget.files?.[0])}
              />
            </Button>
            {choice.logo && (
              <Button variant="default" onClick={() => change({ logo: null })}>
                {t('logoRemove')}
              </Button>
            )}
            <Button
              variant="subtle"
              disabled={choice.header === null && choice.footer === null}
              onClick={() => change({ header: null, footer: null })}
            >
              {t('formReset')}
            </Button>
          </div>
        </div>
        <div className={classes.column}>
          <p className={classes.soft}>{t('preview')}</p>
          <PaperPreview slip={slip} kind={printer?.profile ?? plainPaper} />
        </div>
      </div>
    </section>
  )
}

const linesOf = (text: string): string[] => text.split('\n').slice(0, mostLines)
