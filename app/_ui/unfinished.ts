/** Whether somebody is in the middle of something: an update must not take a half-filled form away. */
'use client'
import { useEffect, useSyncExternalStore } from 'react'

const unfinished = new Set<symbol>()
const listeners = new Set<() => void>()

/** While `isUnfinished`, no update replaces the running app. */
export function useUnfinished(isUnfinished: boolean): void {
  useEffect(() => {
    if (!isUnfinished) return
    const mark = Symbol('unfinished')
    unfinished.add(mark)
    tellAll()
    return () => {
      unfinished.delete(mark)
      tellAll()
    }
  }, [isUnfinished])
}

export function useAnythingUnfinished(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    isAnythingUnfinished,
    () => false,
  )
}

export const isAnythingUnfinished = (): boolean => unfinished.size > 0

const tellAll = (): void => listeners.forEach((tell) => tell())
