// Amounts as people read them, as whole kopecks: what two screens say can be compared exactly.
import type { Locator } from '@playwright/test'

/** "1 250,50 ₽" is 125050; a minus may be a hyphen or the true sign. */
export function kopecks(text: string): number {
  const [, sign, roubles = '', cents = ''] = /([-−])?\s*(\d[\d\s\u00a0\u202f]*)(?:,(\d\d))?/.exec(text) ?? []
  if (roubles === '') throw new Error(`There is no amount in “${text}”`)
  const minor = Number(roubles.replace(/\D/g, '')) * 100 + Number(cents || '0')
  return sign === undefined ? minor : -minor
}

/** What stands beside this word in a list of sums; null when the list does not name it. */
export async function sumBeside(place: Locator, term: string): Promise<number | null> {
  const texts = await place
    .locator('dl > div')
    .evaluateAll((rows) =>
      rows.map((row) => [row.querySelector('dt')?.innerText ?? '', row.querySelector('dd')?.innerText ?? '']),
    )
  const row = texts.find(([name]) => name?.trim() === term)
  return row === undefined ? null : kopecks(row[1] ?? '')
}
