/** The sale being made. */
'use client'
import { IconShoppingCart } from '@tabler/icons-react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { Empty } from '../../_ui/empty.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import { saleWords } from './words.ts'

export function SaleScreen({ shift }: { till: Till; shift: Shift }) {
  const t = useWords(saleWords)
  return <Empty icon={<IconShoppingCart size={36} />} title={t('shiftNumber', { number: shift.number })} />
}
