/**
 * A search field with its finds below: arrows choose, Enter takes, Escape clears. The focus never leaves the field. Who
 * types faster than is searched gets what was typed, never a find of the letters before.
 */
'use client'
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'
import classes from './search-pick.module.css'

export type Find = { key: string; row: ReactNode; isOff?: boolean }

export function SearchPick({
  label,
  placeholder,
  typed,
  setTyped,
  finds,
  findsFor,
  onPick,
  nothing,
  fieldRef,
  startsHere = false,
  onLeave,
}: {
  label: string
  placeholder: string
  typed: string
  setTyped: (typed: string) => void
  /** What was found for what is typed; shown only while something is typed. */
  finds: readonly Find[]
  /** For which text they were found; null: nothing can be searched yet. */
  findsFor: string | null
  onPick: (key: string) => void
  nothing: string
  fieldRef?: Ref<HTMLInputElement>
  startsHere?: boolean
  /** Escape in the empty field. */
  onLeave?: () => void
}) {
  const base = useWords(baseWords)
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const isOpen = typed.trim() !== ''
  const active = Math.min(at, finds.length - 1)
  const isBehind = findsFor?.trim() !== typed.trim()
  const isToPick = useRef(false)
  useEffect(() => {
    setAt(0)
    isToPick.current = false
  }, [typed])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const pick = (find: Find | undefined) => {
    if (find && !find.isOff) onPick(find.key)
  }
  useEffect(() => {
    if (isBehind || !isToPick.current) return
    isToPick.current = false
    pick(finds[active])
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown') setAt(Math.min(finds.length - 1, active + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, active - 1))
    else if (event.key === 'Enter' && isBehind) isToPick.current = true
    else if (event.key === 'Enter') pick(finds[active])
    else if (event.key === 'Escape' && typed !== '') setTyped('')
    else if (event.key === 'Escape' && onLeave) onLeave()
    else return
    event.preventDefault()
  }
  return (
    <search className={classes.pick}>
      <TextInput
        ref={fieldRef}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && finds[active] ? `${listId}-${active}` : undefined}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        autoFocus={startsHere}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={22} aria-hidden />}
        leftSectionWidth={48}
        rightSection={typed !== '' && <CloseButton aria-label={base('clear')} onClick={() => setTyped('')} />}
        rightSectionWidth={48}
      />
      {isOpen && (
        <ul ref={list} id={listId} role="listbox" aria-label={label} className={classes.finds}>
          {finds.map((find, i) => (
            <li
              key={find.key}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === active}
              aria-disabled={find.isOff}
              // The field keeps the focus, so that the next one can be typed at once.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(find)}
            >
              {find.row}
            </li>
          ))}
          {finds.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled className={classes.nothing}>
              {nothing}
            </li>
          )}
        </ul>
      )}
    </search>
  )
}
