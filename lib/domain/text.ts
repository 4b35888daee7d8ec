/** Texts and ids as operations carry them. */
import * as z from 'zod/mini'

/** Every text must be storable everywhere: PostgreSQL's jsonb takes neither NUL nor half a surrogate pair. */
export const isStorable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed()

export const text = (max: number) => z.string().check(z.maxLength(max), z.refine(isStorable))
export const id = z.string().check(z.minLength(1), z.maxLength(64), z.refine(isStorable))

/**
 * A name for something new. Whoever made it up: it stands in addresses and account names, where a slash divides, and it
 * becomes a key of plain objects, where every object has a `constructor` already.
 */
export const isPlainId = (value: string): boolean =>
  /^[A-Za-z0-9_.:+-]{1,64}$/.test(value) && !(value in Object.prototype)

/** Of a line: what came back of it is an account of that name. */
export const lineId = z.string().check(z.refine(isPlainId))

/** So many UTF-16 units at most, and never half a surrogate pair at the end, which no database takes. */
export function shortened(value: string, max: number): string {
  const cut = value.slice(0, max)
  return cut.isWellFormed() || !value.isWellFormed() ? cut : cut.slice(0, -1)
}

export const isBlank = (value: string): boolean => value.trim() === ''

/** Trimmed; null for nothing. */
export const orNothing = (value: string | null): string | null =>
  value === null || isBlank(value) ? null : value.trim()
