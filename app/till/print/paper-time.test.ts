import { afterEach, expect, it, vi } from 'vitest'
import { paperTimeIn } from './paper-time.ts'

afterEach(() => vi.restoreAllMocks())

const noon = Date.UTC(2026, 10, 22, 12, 5)

it('is the wall clock of the company’s town', () => {
  expect(paperTimeIn('Europe/Moscow')(noon)).toBe('2026-11-22T15:05')
  expect(paperTimeIn('Asia/Vladivostok')(noon)).toBe('2026-11-22T22:05')
  expect(paperTimeIn('Asia/Vladivostok')(Date.UTC(2026, 10, 22, 14, 0))).toBe('2026-11-23T00:00')
})

it('a town that nobody knows prints the device’s time and says so to the log', () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(paperTimeIn('Europe/Atlantis')(noon)).toMatch(/^2026-11-2[123]T\d\d:\d\d$/)
  expect(said).toHaveBeenCalledOnce()
})
