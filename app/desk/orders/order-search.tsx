/** One field for number, name, phone and address. It looks through all orders, whatever list is chosen. */
'use client'
import { SearchField } from '../../_ui/search-field.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { deskWords } from '../words.ts'
import classes from './order-search.module.css'

export function OrderSearch({
  typed,
  setTyped,
  found,
}: {
  typed: string
  setTyped: (typed: string) => void
  found: number | null
}) {
  const t = useWords(deskWords)
  return (
    <SearchField
      label={t('searchLabel')}
      placeholder={t('searchPlaceholder')}
      typed={typed}
      setTyped={setTyped}
      keyLabel={t('keySearch')}
      className={classes.search}
    >
      <p role="status" className={found === null ? 'r-only-heard' : classes.found}>
        {found !== null && t('found', { count: found })}
      </p>
    </SearchField>
  )
}
