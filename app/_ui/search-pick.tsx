/**
 * A search field with its finds below: arrows choose, Enter takes, Escape clears. The focus never leaves the field. The
 * list lags behind who types fast; Enter searches for itself then: it takes what was typed, never a find of the letters
 * before, and at once, so that the next key finds it taken.
 */
'use client'
import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import {
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'
import classes from './search-pick.module.css'

export type Find = { key: string; row: ReactNode; isOff?: boolean }

export function SearchPick<Item>({
  label,
  placeholder,
  typed,
  setTyped,
  search,
  findOf,
  onPick,
  nothing,
  notYet,
  fieldRef,
  startsHere = false,
  onLeave,
}: {
  label: string
  placeholder: string
  typed: string
  setTyped: (typed: string) => void
  /** What fits the text, best first; null: that cannot be said yet, and Enter waits. Another function where it finds anew. */
  search: (text: string) => readonly Item[] | null
  /** How it is listed; shown only while something is typed. */
  findOf: (item: Item) => Find
  onPick: (item: Item) => void
  nothing: string
  /** While it cannot be said; usually that it is being loaded. */
  notYet?: string
  fieldRef?: Ref<HTMLInputElement>
  startsHere?: boolean
  /** Escape in the empty field. */
  onLeave?: () => void
}) {
  const base = useWords(baseWords)
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const text = typed.trim()
  const searched = useDeferredValue(text)
  const found = useMemo(() => search(searched), [search, searched])
  const items = found ?? []
  const isOpen = text !== ''
  const active = Math.min(at, items.length - 1)
  const isBehind = searched !== text
  const isToPick = useRef(false)
  useEffect(() => {
    setAt(0)
    isToPick.current = false
  }, [typed])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const pick = (item: Item | undefined) => {
    if (item !== undefined && !findOf(item).isOff) onPick(item)
  }
  const enter = () => {
    const fitting = isBehind ? search(text) : found
    if (fitting === null) isToPick.current = true
    else pick(fitting[isBehind ? 0 : active])
  }
  useEffect(() => {
    if (found === null || isBehind || !isToPick.current) return
    isToPick.current = false
    pick(items[active])
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown') setAt(Math.min(items.length - 1, active + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, active - 1))
    else if (event.key === 'Enter') enter()
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
        aria-activedescendant={isOpen && items[active] !== undefined ? `${listId}-${active}` : undefined}
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
          {items.map((item, i) => {
            const { key, row, isOff } = findOf(item)
            return (
              <li
                key={key}
                id={`${listId}-${i}`}
                role="option"
                aria-selected={i === active}
                aria-disabled={isOff}
                // The field keeps the focus, so that the next one can be typed at once.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(item)}
              >
                {row}
              </li>
            )
          })}
          {items.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled className={classes.nothing}>
              {found === null ? (notYet ?? base('loading')) : nothing}
            </li>
          )}
        </ul>
      )}
    </search>
  )
}
