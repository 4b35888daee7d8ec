/** Paper tells the time of the company's own town, whatever the till's computer is set to. */
import type { LocalTime } from '../../../lib/printing/receipt-print.ts'

export type PaperTime = (epochMs: number) => LocalTime

/** `timezone`: an IANA name; one that this browser does not know gives the device's own time. */
export function paperTimeIn(timezone: string): PaperTime {
  const format = formatIn(timezone)
  // Swedish writes `2026-11-22 14:05`.
  return (epochMs) => format.format(epochMs).replace(' ', 'T')
}

function formatIn(timezone: string): Intl.DateTimeFormat {
  const shape = { dateStyle: 'short', timeStyle: 'short' } as const
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...shape, timeZone: timezone })
  } catch (cause) {
    console.warn(`The time zone ${timezone} is not known here`, cause)
    return new Intl.DateTimeFormat('sv-SE', shape)
  }
}
