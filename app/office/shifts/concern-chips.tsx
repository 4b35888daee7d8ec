'use client'
import { IconAlertTriangle, IconCheck, IconHourglass } from '@tabler/icons-react'
import { useFormat } from '../../_ui/format.ts'
import { Chip, type Tone } from '../../_ui/state-chip.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { Concern } from './shift-concerns.ts'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

const tones = {
  held: 'amber',
  heldActs: 'amber',
  missing: 'red',
  differs: 'amber',
  drawer: 'grey',
  openLong: 'amber',
} as const satisfies Record<Concern['kind'], Tone>

export function ConcernChips({ concerns, isOpen }: { concerns: readonly Concern[]; isOpen: boolean }) {
  const t = useWords(shiftsWords)
  if (concerns.length === 0)
    return isOpen ? null : (
      <Chip tone="green" icon={<IconCheck size={16} aria-hidden />}>
        {t('fine')}
      </Chip>
    )
  return (
    <span className={classes.chips}>
      {concerns.map((concern) => (
        <Chip
          key={concern.kind}
          tone={tones[concern.kind]}
          icon={
            concern.kind === 'held' || concern.kind === 'heldActs' ? (
              <IconHourglass size={16} aria-hidden />
            ) : (
              <IconAlertTriangle size={16} aria-hidden />
            )
          }
        >
          <ConcernWords concern={concern} />
        </Chip>
      ))}
    </span>
  )
}

function ConcernWords({ concern }: { concern: Concern }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  switch (concern.kind) {
    case 'held':
      return t('heldCount', { count: concern.count })
    case 'heldActs':
      return t('heldActs', { count: concern.count })
    case 'missing':
      return t('missingCount', { count: concern.count })
    case 'differs':
      return t('differs')
    case 'drawer':
      return t(concern.minor < 0 ? 'shortage' : 'surplus', {
        amount: format.money(Math.abs(concern.minor), 'RUB', 'always'),
      })
    case 'openLong':
      return t('openLong')
  }
}
