/** The window's title and the app's badge: how many things want attention here. */
'use client'
import { useEffect } from 'react'

/** Pages that stand outside the workplaces' frame. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}

export function useTitle(title: string, product: string, count: number): void {
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} · ${product}`
    if (!('setAppBadge' in navigator)) return
    const badge = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()
    badge.catch((cause: unknown) => console.warn('The badge could not be set', cause))
  }, [title, product, count])
}
