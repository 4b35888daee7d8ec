/** One field for number, name, phone and address. It looks through all orders, whatever list is chosen. */
'use client'
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useKeys } from '../../_ui/keys.ts'
import { baseWords } from '../../_ui/words.ts'
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
  const base = useWords(baseWords)
  const field = useRef<HTMLInputElement>(null)
  useKeys([{ key: '/', label: t('keySearch'), run: () => field.current?.select() }])
  return (
    <search className={classes.search}>
      <TextInput
        ref={field}
        type="search"
        enterKeyHint="search"
        aria-label={t('searchLabel')}
        placeholder={t('searchPlaceholder')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('')
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
        }}
        leftSection={<IconSearch size={22} aria-hidden />}
        leftSectionWidth={48}
        rightSection={typed !== '' && <CloseButton aria-label={base('clear')} onClick={() => setTyped('')} />}
        rightSectionWidth={48}
      />
      <p role="status" className={found === null ? 'r-only-heard' : classes.found}>
        {found !== null && t('found', { count: found })}
      </p>
    </search>
  )
}
