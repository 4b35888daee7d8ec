/**
 * The language of this device. It stands in localStorage beside the colour scheme and not among the workplace's kept
 * values, because the first frame needs it before the local database is open. Following the browser until changed:
 * Russian wherever the person reads Russian, else English, else Russian.
 */
import type { Live } from '../../lib/workplace-types.ts'

export const languages = ['ru', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'rodnik.language'
const listeners = new Set<() => void>()
let chosen: Language | null = null

export const language: Live<Language> & { set(value: Language): void } = {
  get: () => (chosen ??= stored() ?? preferred()),
  set(value) {
    chosen = value
    remember(value)
    tellAll()
  },
  subscribe(changed) {
    if (listeners.size === 0) window.addEventListener('storage', onStorage)
    listeners.add(changed)
    return () => {
      listeners.delete(changed)
      if (listeners.size === 0) window.removeEventListener('storage', onStorage)
    }
  },
}

const isLanguage = (value: unknown): value is Language => languages.some((known) => known === value)

function stored(): Language | null {
  if (typeof window === 'undefined') return null
  try {
    const value = window.localStorage.getItem(storageKey)
    return isLanguage(value) ? value : null
  } catch {
    return null // storage is forbidden in this browser: follow the browser's language
  }
}

function remember(value: Language): void {
  try {
    window.localStorage.setItem(storageKey, value)
  } catch (cause) {
    console.warn('The language could not be remembered', cause)
  }
}

function preferred(): Language {
  if (typeof navigator === 'undefined') return 'ru'
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return wanted.includes('ru') || !wanted.includes('en') ? 'ru' : 'en'
}

function onStorage(event: StorageEvent): void {
  if (event.key !== storageKey || !isLanguage(event.newValue)) return
  chosen = event.newValue
  tellAll()
}

const tellAll = (): void => listeners.forEach((tell) => tell())
