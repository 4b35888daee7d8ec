/** The shift of this till. */
'use client'
import { IconCashRegister } from '@tabler/icons-react'
import { Empty } from '../../_ui/empty.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import { shiftWords } from './words.ts'

export default function ShiftScreen({ till }: { till: Till }) {
  const t = useWords(shiftWords)
  if (till.shift === undefined) return <LoadingRows />
  return (
    <Empty
      icon={<IconCashRegister size={36} />}
      title={till.shift === null ? t('noShift') : t('shiftNumber', { number: till.shift.number })}
    />
  )
}
