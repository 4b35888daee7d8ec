/** D01–D04: the shape in which a cashier types phones: on or off, the country's code, the mask. */
'use client'
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { maskTyped, parsePhoneMask, type PhoneMask } from '../../../lib/domain/phone-mask.ts'
import { useWords } from '../../_ui/words-engine.ts'
import part from '../import/import.module.css'
import screen from '../screen.module.css'
import classes from './settings.module.css'
import { settingsWords } from './words.ts'

const usual: PhoneMask = { country: '+7', mask: '(NNN) NNN-NN-NN' }
const sampleDigits = '912345678901234'

/** `setWrong`: what is typed makes no mask, so nothing may be saved. */
export function PhoneMaskPart({
  mask,
  change,
  setWrong,
}: {
  mask: PhoneMask | null
  change: (mask: PhoneMask | null) => void
  setWrong: (isWrong: boolean) => void
}) {
  const t = useWords(settingsWords)
  /** What stands in the fields while it is no mask yet. */
  const [typed, setTyped] = useState<PhoneMask | null>(null)
  const shown = typed ?? mask
  const parsed = shown && parsePhoneMask(shown.country, shown.mask)
  const problem = parsed !== null && 'problem' in parsed ? parsed.problem : null
  const edit = (next: PhoneMask | null) => {
    const made = next && parsePhoneMask(next.country, next.mask)
    const isWrong = made !== null && 'problem' in made
    setTyped(isWrong ? next : null)
    setWrong(isWrong)
    if (!isWrong) change(made)
  }
  const sample = parsed !== null && !('problem' in parsed) ? sampleOf(parsed) : null
  return (
    <section className={part.part}>
      <h2>{t('maskTitle')}</h2>
      <p className={`${screen.soft} ${classes.part}`}>{t('maskText')}</p>
      <Checkbox
        label={t('maskUse')}
        checked={shown !== null}
        onChange={(event) => edit(event.currentTarget.checked ? usual : null)}
      />
      {shown && (
        <div className={classes.fields}>
          <TextInput
            label={t('maskCountry')}
            inputMode="tel"
            autoComplete="off"
            maxLength={6}
            value={shown.country}
            onChange={(event) => edit({ ...shown, country: event.currentTarget.value })}
            error={problem === 'countryWrong' ? t('countryWrong') : null}
          />
          <TextInput
            label={t('maskShape')}
            description={t('maskShapeHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            maxLength={30}
            value={shown.mask}
            onChange={(event) => edit({ ...shown, mask: event.currentTarget.value.replace(/[nНн]/g, 'N') })}
            error={problem === 'maskWrong' || problem === 'lengthWrong' ? t(problem) : null}
          />
        </div>
      )}
      {sample !== null && <p>{t('maskSample', { phone: sample })}</p>}
    </section>
  )
}

const sampleOf = (mask: PhoneMask): string =>
  `${mask.country} ${maskTyped(sampleDigits.slice(0, mask.mask.split('N').length - 1), mask).shown}`
