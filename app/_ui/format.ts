/** Money, quantities, days and durations as people say them. Pure: the language and the time come in. */
import { formatDecimal } from '../../lib/domain/money.ts'
import { formatPhone } from '../../lib/domain/phone.ts'
import { formatQuantity } from '../../lib/domain/quantity.ts'
import type { Language } from './language.ts'
import { useLanguage } from './words-engine.ts'

const gap = '\u00a0'
const currencySigns: Record<string, string> = { RUB: '₽', USD: '$', EUR: '€', KZT: '₸', BYN: 'Br' }

export type Format = ReturnType<typeof createFormat>

export function useFormat(): Format {
  return formatIn(useLanguage())
}

const formats = new Map<Language, Format>()

/** Made once: the browser takes milliseconds for its formatters, and every row of a list asks. */
export function formatIn(language: Language): Format {
  const known = formats.get(language) ?? createFormat(language)
  formats.set(language, known)
  return known
}

export function createFormat(inLanguage: Language) {
  const locale = inLanguage === 'ru' ? 'ru-RU' : 'en-GB'
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })
  const words = dayWords[inLanguage]

  /** `fraction`: kopecks always, or only where there are any. A column uses 'always' so that its digits stand in line. */
  const amount = (minor: number, fraction: 'always' | 'needed' = 'needed'): string =>
    (minor < 0 ? '−' : '') +
    formatDecimal(Math.abs(minor), 2, inLanguage, fraction === 'always' || minor % 100 !== 0 ? 2 : 0)

  const day = (epochMs: number, nowMs: number): string => {
    if (!isMoment(epochMs)) return noMoment
    const distance = daysBetween(epochMs, nowMs)
    if (distance === 0) return words.today
    if (distance === -1) return words.yesterday
    if (distance === 1) return words.tomorrow
    return sameYear(epochMs, nowMs) ? dayMonth.format(epochMs) : dayMonthYear.format(epochMs)
  }

  return {
    amount,
    money: (minor: number, currency = 'RUB', fraction: 'always' | 'needed' = 'needed') =>
      `${amount(minor, fraction)}${gap}${currencySigns[currency] ?? currency}`,
    currencySign: (currency = 'RUB') => currencySigns[currency] ?? currency,
    points: (points: number) => `${number.format(points)}${gap}${words.points}`,
    quantity: (milli: number, unit?: string) => formatQuantity(milli, inLanguage) + (unit ? gap + unit : ''),
    number: (value: number) => number.format(value),
    time: (epochMs: number) => shown(clock, epochMs),
    day,
    /** today 14:05 · yesterday 14:05 · 12 Nov 14:05 */
    when: (epochMs: number, nowMs: number) =>
      isMoment(epochMs) ? `${day(epochMs, nowMs)}${gap}${clock.format(epochMs)}` : noMoment,
    exact: (epochMs: number) => shown(full, epochMs),
    exactDay: (epochMs: number) => shown(dayMonth, epochMs),
    /** For a local date `YYYY-MM-DD`. */
    date: (date: string, nowMs: number) => {
      const at = dateStart(date)
      if (!isMoment(at)) return noMoment
      const distance = daysBetween(at, nowMs)
      return Math.abs(distance) <= 1 ? day(at, nowMs) : weekday.format(at)
    },
    duration: (ms: number): string => {
      if (!Number.isFinite(ms)) return noMoment
      const minutes = Math.floor(Math.max(0, ms) / 60_000)
      if (minutes < 1) return words.moment
      if (minutes < 60) return `${minutes}${gap}${words.minutes}`
      const hours = Math.floor(minutes / 60)
      if (hours < 24)
        return minutes % 60 === 0
          ? `${hours}${gap}${words.hours}`
          : `${hours}${gap}${words.hours} ${minutes % 60}${gap}${words.minutes}`
      return `${number.format(Math.floor(hours / 24))}${gap}${words.days}`
    },
    bytes: (count: number): string => {
      const step = count >= 1e12 ? 3 : count >= 1e9 ? 2 : count >= 1e6 ? 1 : 0
      return `${number.format(count / 10 ** (3 + 3 * step))}${gap}${words.bytes[step]}`
    },
    phone: formatPhone,
  }
}

const dayWords = {
  ru: {
    today: 'сегодня',
    yesterday: 'вчера',
    tomorrow: 'завтра',
    points: 'Б',
    moment: 'меньше минуты',
    minutes: 'мин',
    hours: 'ч',
    days: 'дн.',
    bytes: ['КБ', 'МБ', 'ГБ', 'ТБ'],
  },
  en: {
    today: 'today',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    points: 'P',
    moment: 'less than a minute',
    minutes: 'min',
    hours: 'h',
    days: 'd',
    bytes: ['KB', 'MB', 'GB', 'TB'],
  },
}

/** `YYYY-MM-DD` of this moment in the device's time zone. */
export function localDate(epochMs: number): string {
  const at = new Date(epochMs)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

export const addDays = (date: string, days: number): string => {
  const at = new Date(dateStart(date))
  at.setDate(at.getDate() + days)
  return localDate(at.getTime())
}

/** Local `HH:MM`, for comparing with delivery hours. */
export function clock24(epochMs: number): string {
  const at = new Date(epochMs)
  return `${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Whether a calendar has it: what another device sent may be any number, and a date made of it would throw. */
const isMoment = (epochMs: number): boolean => Math.abs(epochMs) <= 8.64e15
const noMoment = '—'
const shown = (format: Intl.DateTimeFormat, epochMs: number): string =>
  isMoment(epochMs) ? format.format(epochMs) : noMoment

/** For machines that read the page; undefined: no moment. */
export const isoMoment = (epochMs: number): string | undefined =>
  isMoment(epochMs) ? new Date(epochMs).toISOString() : undefined

const two = (part: number): string => String(part).padStart(2, '0')
const dateStart = (date: string): number => new Date(`${date}T00:00:00`).getTime()
const sameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear()

/** Whole calendar days from `toMs` to `fromMs` here; rounding takes the hour that a clock change adds or removes. */
function daysBetween(fromMs: number, toMs: number): number {
  const start = (ms: number) => new Date(new Date(ms).setHours(0, 0, 0, 0)).getTime()
  return Math.round((start(fromMs) - start(toMs)) / 86_400_000)
}
