import { describe, expect, it } from 'vitest'
import { printerFamilies, profileOf } from '../../../lib/printing/profiles.ts'
import { printerSaid } from '../print/printer-said.ts'
import { checkWords } from './words.ts'
import { checkTill, worstOf, type CheckName, type Known } from './till-checks.ts'

const mebibyte = 1024 * 1024
const family = printerFamilies[0]
if (!family) throw new Error('There is no family of printers')
const com = { road: 'serial', vendorId: null, productId: null, baudRate: 9600, flowControl: 'none' } as const

const fit: Known = {
  facts: {
    origin: 'https://till.example',
    isSecure: true,
    browser: { name: 'Chrome', version: 142 },
    system: 'windows',
    window: 'fullscreen',
    serial: [{ vendorId: null, productId: null }],
    usb: [],
    shell: { files: 60, isInCharge: true },
    write: { isStrict: true, ms: 4.4 },
    wakeLock: 'possible',
  },
  storage: { persisted: true, usageBytes: 20 * mebibyte, quotaBytes: 20_000 * mebibyte },
  clockOffsetMs: 900,
  shellState: 'ready',
  isUpdateReady: false,
  isOnline: true,
  settings: { port: com, profile: profileOf(family) },
  printer: printerSaid({ kind: 'ready', paperLow: false }, true),
}

const facts = (over: Partial<Known['facts']>): Partial<Known> => ({ facts: { ...fit.facts, ...over } })
const found = (over: Partial<Known>, name: CheckName) => {
  const one = checkTill({ ...fit, ...over }).find((finding) => finding.name === name)
  return one && `${one.tone} ${one.said}${one.toDo ? ' !' : ''}`
}

it('a browser that is set up as it should be has nothing to complain of', () => {
  expect(checkTill(fit).filter(({ tone }) => tone !== 'good')).toEqual([])
  expect(worstOf(checkTill(fit))).toBe('good')
})

const wrong: [CheckName, string, Partial<Known>][] = [
  ['address', 'bad insecure !', facts({ isSecure: false })],
  ['printing', 'warn usbOnly !', facts({ serial: null })],
  ['printing', 'bad none !', facts({ serial: null, usb: null })],
  ['grant', 'bad missing !', facts({ serial: [] })],
  ['grant', 'bad missing !', facts({ serial: [{ vendorId: 0x1a86, productId: 0x7523 }] })],
  ['grant', 'info perhaps !', facts({ system: 'linux' })],
  ['printer', 'bad paperOut !', { printer: printerSaid({ kind: 'blocked', obstacle: 'paperOut' }, true) }],
  ['printer', 'warn paperLow !', { printer: printerSaid({ kind: 'ready', paperLow: true }, true) }],
  ['printer', 'info connecting', { printer: printerSaid({ kind: 'connecting' }, true) }],
  ['window', 'warn browser !', facts({ window: 'browser' })],
  ['shell', 'bad unsupported !', facts({ shell: null })],
  ['shell', 'bad failed !', { shellState: 'failed' }],
  ['shell', 'bad failed !', facts({ shell: { files: 0, isInCharge: true } })],
  ['shell', 'warn notYet !', facts({ shell: { files: 60, isInCharge: false } })],
  ['update', 'info waiting !', { isUpdateReady: true }],
  ['update', 'info unknown', { isOnline: false }],
  ['kept', 'warn notPromised !', { storage: { ...fit.storage, persisted: false } }],
  ['kept', 'info unknown', { storage: { ...fit.storage, persisted: null } }],
  ['space', 'warn little !', { storage: { persisted: true, usageBytes: 0, quotaBytes: 499 * mebibyte } }],
  ['space', 'bad none !', { storage: { persisted: true, usageBytes: 990 * mebibyte, quotaBytes: 1000 * mebibyte } }],
  ['space', 'bad none !', { storage: { persisted: true, usageBytes: 9, quotaBytes: 1 } }],
  ['space', 'info unknown', { storage: { persisted: true, usageBytes: null, quotaBytes: null } }],
  ['write', 'bad failed !', facts({ write: null })],
  ['write', 'bad relaxed !', facts({ write: { isStrict: false, ms: 1 } })],
  ['write', 'warn slow !', facts({ write: { isStrict: true, ms: 400 } })],
  ['clock', 'info unknown', { clockOffsetMs: null }],
  ['clock', 'warn late !', { clockOffsetMs: 61_000 }],
  ['clock', 'bad early !', { clockOffsetMs: -301_000 }],
  ['awake', 'info refused !', facts({ wakeLock: 'refused' })],
  ['awake', 'info absent !', facts({ wakeLock: 'absent' })],
]

describe('what is wrong is found', () => {
  it.each(wrong)('%s: %s', (name, expected, over) => {
    expect(found(over, name)).toBe(expected)
  })

  it('the worst stands first', () => {
    const findings = checkTill({ ...fit, ...facts({ window: 'browser', write: null, wakeLock: 'absent' }) })
    expect(findings.slice(0, 4).map(({ tone }) => tone)).toEqual(['bad', 'warn', 'info', 'good'])
    expect(worstOf(findings)).toBe('bad')
  })

  it('users.md 15: a clock that is off is told, with the side on which it is off', () => {
    expect(found({ clockOffsetMs: 7_200_000 }, 'clock')).toBe('bad late !')
    expect(found({ clockOffsetMs: -90_000 }, 'clock')).toBe('warn early !')
    expect(found({ clockOffsetMs: -60_000 }, 'clock')).toBe('good right')
  })
})

it('every finding has its words in both languages, and those that ask for something say what', () => {
  const all = [{}, facts({ window: 'standalone' }), ...wrong.map(([, , over]) => over)]
  const keys = all
    .flatMap((over) => checkTill({ ...fit, ...over }))
    .filter(({ name }) => name !== 'printer') // in the words of the printer's strip
    .flatMap(({ name, said, toDo }) => [name, `${name}_${said}`, ...(toDo ? [`${name}_${said}_do`] : [])])
  const { ru, en } = checkWords as { ru: Record<string, string>; en: Record<string, string> }
  expect(keys.filter((key) => !ru[key] || !en[key])).toEqual([])
  // And none is there that is never said.
  const used = new Set(keys)
  expect(Object.keys(ru).filter((key) => key.includes('_') && !used.has(key))).toEqual([])
})

it('without a printer there is no grant to look for', () => {
  expect(found({ settings: null }, 'grant')).toBeUndefined()
})

it('the grant is looked for on the way by which the printer was chosen', () => {
  const usb = { ...com, road: 'usbPrinter', vendorId: 1046, productId: 20497 } as const
  const settings = { port: usb, profile: profileOf(family) }
  expect(found({ settings }, 'grant')).toBe('bad missing !')
  expect(found({ settings, ...facts({ usb: [{ vendorId: 1046, productId: 20497 }] }) }, 'grant')).toBe('good there')
})
