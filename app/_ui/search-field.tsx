/** The search above a list: `/` goes there from anywhere, Escape empties it, Enter lets go (on a phone the keys go away). */
'use client'
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef, type ReactNode } from 'react'
import { useKeys } from './keys.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function SearchField({
  label,
  placeholder,
  typed,
  setTyped,
  keyLabel,
  className,
  children,
}: {
  label: string
  placeholder: string
  typed: string
  setTyped: (typed: string) => void
  /** What `/` does, in the list of keys. */
  keyLabel: string
  className?: string | undefined
  /** Below the field: how much was found. */
  children?: ReactNode
}) {
  const base = useWords(baseWords)
  const field = useRef<HTMLInputElement>(null)
  useKeys([{ key: '/', label: keyLabel, run: () => field.current?.select() }])
  return (
    <search className={className}>
      <TextInput
        ref={field}
        type="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={placeholder}
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
      {children}
    </search>
  )
}
