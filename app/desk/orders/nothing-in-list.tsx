/** An empty list says what will appear in it, and where the rest is. */
'use client'
import { Button } from '@mantine/core'
import { IconClipboardList, IconSearch } from '@tabler/icons-react'
import { Empty } from '../../_ui/empty.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useIsComing } from '../../_ui/use-is-coming.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { deskWords } from '../words.ts'
import type { OrderFilter } from './order-filters.ts'

export function NothingInList({ kind, showAll }: { kind: 'search' | OrderFilter; showAll: () => void }) {
  const t = useWords(deskWords)
  const base = useWords(baseWords)
  const { go } = usePlace()
  const isComing = useIsComing()
  const all = (
    <Button variant="default" onClick={showAll}>
      {t('showAll')}
    </Button>
  )
  switch (kind) {
    case 'search':
      return <Empty icon={<IconSearch size={36} />} title={base('nothingFound')} text={t('nothingFoundText')} />
    case 'all':
      return (
        <Empty
          icon={<IconClipboardList size={36} />}
          title={t(isComing ? 'ordersComing' : 'noOrders')}
          text={t(isComing ? 'ordersComingText' : 'noOrdersText')}
          action={!isComing && <Button onClick={() => go('new')}>{t('createOrder')}</Button>}
        />
      )
    case 'new':
      return <Empty title={t('emptyFilterNew')} text={t('emptyFilterNewText')} action={all} />
    default:
      return <Empty title={t('emptyFilter')} text={t('emptyFilterText')} action={all} />
  }
}
