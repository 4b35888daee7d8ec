/** What was put into the drawer and taken out of it in this shift; each can be printed once more, as a copy. */
'use client'
import { ActionIcon } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { Money } from '../../_ui/money.tsx'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinting } from '../print/use-printing.ts'
import classes from './shift-screen.module.css'
import { usePrintSaid } from './use-print-said.ts'
import { shiftWords } from './words.ts'

export function Movements({ shift }: { shift: Shift }) {
  const t = useWords(shiftWords)
  const printing = usePrinting()
  const printed = usePrintSaid()
  if (shift.movements.length === 0) return null
  return (
    <section className={classes.part}>
      <h3>{t('movements')}</h3>
      <ul className={classes.list}>
        {shift.movements.toReversed().map((movement) => (
          <li key={movement.id} className={classes.row}>
            <span>
              {movement.reason}
              <span className={classes.soft}>
                {t(movement.direction === 'in' ? 'cashIn' : 'cashOut')} · <When at={movement.at} /> · {movement.byName}
              </span>
            </span>
            <strong>
              <Money
                minor={movement.direction === 'in' ? movement.amountMinor : -movement.amountMinor}
                fraction="always"
              />
            </strong>
            <ActionIcon
              size={56}
              aria-label={t('printSlipCopy', { reason: movement.reason })}
              title={t('printSlipCopy', { reason: movement.reason })}
              onClick={() => printed(printing.printCashSlip(shift.id, movement.id, { isCopy: true }))}
            >
              <IconPrinter size={24} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  )
}
