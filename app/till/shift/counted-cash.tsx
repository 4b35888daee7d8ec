/** The money in the drawer: typed as one sum, or counted by notes and coins. */
'use client'
import { Button } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { useState } from 'react'
import { parseMoney } from '../../../lib/domain/money.ts'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { countedMinor, isAnythingCounted, type CashCount } from './cash-count.ts'
import { CashCounter } from './cash-counter.tsx'
import classes from './counted-cash.module.css'
import { MoneyField } from './money-field.tsx'
import { shiftWords } from './words.ts'

export type Counted = { typed: string; count: CashCount }
export const nothingCounted: Counted = { typed: '', count: {} }

/** null: nothing counted yet, or not an amount. */
export const minorOf = ({ typed }: Counted): number | null => (typed.trim() === '' ? null : parseMoney(typed))

export function CountedCash({ counted, setCounted }: { counted: Counted; setCounted: (counted: Counted) => void }) {
  const t = useWords(shiftWords)
  const format = useFormat()
  const [isOpen, setOpen] = useState(isAnythingCounted(counted.count))
  const setCount = (count: CashCount) => {
    const sum = countedMinor(count)
    const isCounted = isAnythingCounted(count) && sum !== null
    setCounted({ count, typed: isCounted ? format.amount(sum, 'always') : '' })
  }
  return (
    <div className={classes.counted}>
      <MoneyField
        label={t('countedTotal')}
        typed={counted.typed}
        // A sum typed by hand is what counts; the notes below would tell another one.
        setTyped={(typed) => setCounted({ typed, count: {} })}
        startsHere
      />
      <Button
        variant="default"
        leftSection={<IconCoins size={22} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={classes.helper}
      >
        {t('countHelper')}
      </Button>
      {isOpen && (
        <div className={classes.pieces}>
          <p className={classes.soft}>{t('countHelperText')}</p>
          <CashCounter count={counted.count} setCount={setCount} />
        </div>
      )}
    </div>
  )
}
