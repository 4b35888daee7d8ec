/** Russian or English, for this device. */
'use client'
import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { language, languages } from './language.ts'
import classes from './menu.module.css'
import { baseWords } from './words.ts'
import { useLanguage, useWords } from './words-engine.ts'

export function LanguageChoice() {
  const t = useWords(baseWords)
  const titleId = useId()
  return (
    <section className={classes.part}>
      <h3 id={titleId}>{t('language')}</h3>
      <SegmentedControl
        fullWidth
        aria-labelledby={titleId}
        value={useLanguage()}
        onChange={(value) => {
          const chosen = languages.find((known) => known === value)
          if (chosen) language.set(chosen)
        }}
        data={[
          { value: 'ru', label: 'Русский' },
          { value: 'en', label: 'English' },
        ]}
      />
    </section>
  )
}
