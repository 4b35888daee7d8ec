/** What the labels of the shop's own scales hold, for each of the ten prefixes that no maker may use. */
'use client'
import { NativeSelect } from '@mantine/core'
import { weighedPrefixes, type WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import { useWords } from '../../_ui/words-engine.ts'
import part from '../import/import.module.css'
import screen from '../screen.module.css'
import classes from './settings.module.css'
import { settingsWords } from './words.ts'

const isHolding = (value: string): value is WeighedRule['holds'] => value === 'weight' || value === 'price'

export function WeighedPart({
  rules,
  change,
}: {
  rules: readonly WeighedRule[]
  change: (rules: WeighedRule[]) => void
}) {
  const t = useWords(settingsWords)
  const set = (prefix: WeighedRule['prefix'], holds: string) =>
    change(
      weighedPrefixes.flatMap((one) => {
        const now = one === prefix ? holds : (rules.find((rule) => rule.prefix === one)?.holds ?? '')
        return isHolding(now) ? [{ prefix: one, holds: now }] : []
      }),
    )
  return (
    <section className={part.part}>
      <h2>{t('weighedTitle')}</h2>
      <p className={`${screen.soft} ${classes.part}`}>{t('weighedText')}</p>
      <div className={classes.prefixes}>
        {weighedPrefixes.map((prefix) => (
          <NativeSelect
            key={prefix}
            label={t('weighedPrefix', { prefix })}
            value={rules.find((rule) => rule.prefix === prefix)?.holds ?? ''}
            onChange={(event) => set(prefix, event.currentTarget.value)}
            data={[
              { value: '', label: t('weighedNone') },
              { value: 'weight', label: t('weighedWeight') },
              { value: 'price', label: t('weighedPrice') },
            ]}
          />
        ))}
      </div>
    </section>
  )
}
