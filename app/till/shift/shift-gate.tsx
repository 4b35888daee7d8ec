/** Lets nobody sell without an open shift. */
'use client'
import { IconCashRegister } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Empty } from '../../_ui/empty.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import { shiftWords } from './words.ts'

export function ShiftGate({ till, children }: { till: Till; children: ReactNode }) {
  const t = useWords(shiftWords)
  if (till.shift === undefined) return <LoadingRows />
  if (till.shift === null) return <Empty icon={<IconCashRegister size={36} />} title={t('noShift')} />
  return children
}
