/** What the desk's lists have in common: walking through them by keys, and being found again where they were left. */
'use client'
import { useEffect, type KeyboardEvent, type RefObject } from 'react'
import { useKeys } from '../_ui/keys.ts'
import { useWords } from '../_ui/words-engine.ts'
import { deskWords } from './words.ts'

/** J and K work from anywhere; arrows, Home, End and Enter through the answered handler, while the list has the focus. */
export function useListKeys({
  count,
  move,
  goInto,
}: {
  count: number
  move: (by: number) => void
  /** Into what lies open beside the list. */
  goInto: () => void
}): (event: KeyboardEvent) => void {
  const t = useWords(deskWords)
  useKeys([
    { key: 'J', label: t('keyNext'), run: () => move(1) },
    { key: 'K', label: t('keyPrevious'), run: () => move(-1) },
  ])
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Home') move(-count)
    else if (event.key === 'End') move(count)
    else if (event.key === 'Enter') goInto()
    else return
    event.preventDefault()
  }
}

export function useRememberPlace(
  scroller: RefObject<HTMLElement | null>,
  places: Map<string, number>,
  placeKey: string,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => places.set(placeKey, element.scrollTop)
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [scroller, places, placeKey])
}
