/**
 * The keys of a screen. `useKeys` makes them work while the component is shown and lists them in the help that `?` and F1 open.
 *
 * Letters are matched by their place on the keyboard, so they work in a Russian layout; a key without Ctrl, Alt or F
 * does nothing while somebody types in a field or a dialog is open over the screen.
 */
'use client'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { isWindowComing } from './coming-window.ts'

export type Key = {
  /** `F2`, `/`, `Escape`, `Enter`, `J`, `Ctrl+Enter`, `Alt+1`. */
  key: string
  /** What it does, for the help. */
  label: string
  run: () => void
}

let shown: readonly Key[] = []
const sets: Key[][] = []
const listeners = new Set<() => void>()

export function useKeys(keys: Key[]): void {
  const current = useRef(keys)
  // Before the screen is painted: a key pressed at what is seen does what is seen, on a slow machine too.
  useLayoutEffect(() => {
    current.current = keys
  })
  const signature = keys.map((one) => `${one.key} ${one.label}`).join('\n')
  useLayoutEffect(() => {
    const set = current.current.map((one) => ({
      ...one,
      run: () => current.current.find((fresh) => fresh.key === one.key)?.run(),
    }))
    if (sets.length === 0) document.addEventListener('keydown', onKeyDown)
    sets.push(set)
    renew()
    return () => {
      sets.splice(sets.indexOf(set), 1)
      if (sets.length === 0) document.removeEventListener('keydown', onKeyDown)
      renew()
    }
  }, [signature])
}

/** All keys that work now. */
export function useShownKeys(): readonly Key[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => shown,
    () => shown,
  )
}

function renew(): void {
  shown = sets.flat()
  listeners.forEach((tell) => tell())
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  // The innermost screen comes last and wins.
  const hit = [...shown].reverse().find((one) => matches(one.key, event))
  if (!hit || (isBare(hit.key) && (isTyping(event.target) || isDialogOpen()))) return
  event.preventDefault()
  // Held down it would print a copy each time the key repeats; the arrows go on.
  if (event.repeat && /^F\d+$/.test(hit.key)) return
  hit.run()
}

function matches(spec: string, event: KeyboardEvent): boolean {
  const parts = spec.split('+')
  const key = parts.at(-1) ?? ''
  const wantsCtrl = parts.includes('Ctrl')
  const wantsAlt = parts.includes('Alt')
  if ((event.ctrlKey || event.metaKey) !== wantsCtrl || event.altKey !== wantsAlt) return false
  if (/^[A-Z]$/.test(key)) return event.code === `Key${key}` && !event.shiftKey
  if (/^\d$/.test(key)) return event.code === `Digit${key}` && !event.shiftKey
  if (key === '/') return event.code === 'Slash' && !event.shiftKey
  return event.key === key
}

const isBare = (spec: string): boolean => !/^(F\d+$|Ctrl\+|Alt\+)/.test(spec)

/** Or on its way: what is pressed in between must not open a second one. */
export const isDialogOpen = (): boolean => isWindowComing() || document.querySelector('dialog[open]') !== null

/** For a key that the screen has and no window above it. */
export const unlessDialog = (run: () => void) => (): void => {
  if (!isDialogOpen()) run()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
  )
}
