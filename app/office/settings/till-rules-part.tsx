/** What holds at every till: how cash is rounded, what a point is worth, how much a cashier may take off alone. */
'use client'
import { NativeSelect } from '@mantine/core'
import type { TillRules } from '../../../lib/domain/till/rules.ts'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import part from '../import/import.module.css'
import classes from './settings.module.css'
import { settingsWords } from './words.ts'

const cashSteps = [0, 10, 50, 100, 500, 1_000]
const pointWorths = [0, 1, 10, 50, 100, 500, 1_000]
const percents = [0, 3, 5, 10, 15, 20, 30, 50, 100]

export function TillRulesPart({ rules, change }: { rules: TillRules; change: (rules: TillRules) => void }) {
  const t = useWords(settingsWords)
  const format = useFormat()
  const money = (minor: number) => format.money(minor, 'RUB')
  const choice = (
    name: keyof TillRules,
    { label, description }: { label: string; description: string },
    usual: readonly number[],
    write: (value: number) => string,
  ) => (
    <NativeSelect
      className={classes.retail}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      value={String(rules[name])}
      onChange={(event) => change({ ...rules, [name]: Number(event.currentTarget.value) })}
      // Also what somebody has set elsewhere.
      data={[...new Set([...usual, rules[name]])]
        .sort((a, b) => a - b)
        .map((value) => ({ value: String(value), label: write(value) }))}
    />
  )
  return (
    <section className={part.part}>
      <h2>{t('tillTitle')}</h2>
      {choice('cashStepMinor', { label: t('cashStep'), description: t('cashStepText') }, cashSteps, (minor) =>
        minor === 0 ? t('cashStepNone') : t('cashStepDown', { amount: money(minor) }),
      )}
      {choice('pointMinor', { label: t('point'), description: t('pointText') }, pointWorths, (minor) =>
        minor === 0 ? t('pointNone') : money(minor),
      )}
      {choice(
        'cashierDiscountPercent',
        { label: t('discount'), description: t('discountText') },
        percents,
        (percent) => (percent === 0 ? t('discountNone') : t('discountUpTo', { percent })),
      )}
    </section>
  )
}
