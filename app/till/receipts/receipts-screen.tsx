/** The receipts of this till. */
'use client'
import { IconReceipt } from '@tabler/icons-react'
import { Empty } from '../../_ui/empty.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useReceipts } from '../use-receipts.ts'
import type { Till } from '../use-till.ts'
import { receiptsWords } from './words.ts'

export default function ReceiptsScreen({ till }: { till: Till; openId: string | null }) {
  const t = useWords(receiptsWords)
  const receipts = useReceipts(till.id)
  if (receipts === null) return <LoadingRows />
  return <Empty icon={<IconReceipt size={36} />} title={t('receipts', { count: receipts.length })} />
}
