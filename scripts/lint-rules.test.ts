/** What the lint forbids the pure rooms, tried on lines that break it: a rule that is misspelt forbids nothing. */
import path from 'node:path'
import { ESLint, Linter } from 'eslint'
import { beforeAll, describe, expect, it } from 'vitest'

const eslint = new ESLint({ cwd: path.resolve(import.meta.dirname, '..') })
const names = [
  'no-restricted-globals',
  'no-restricted-properties',
  'no-restricted-syntax',
  'no-restricted-imports',
] as const

/** The four rules as they stand for that file; the others need types and have nothing to say here. */
async function rulesFor(file: string): Promise<Linter.RulesRecord> {
  const { rules = {} } = (await eslint.calculateConfigForFile(file)) as Linter.Config
  return Object.fromEntries(names.flatMap((name) => (rules[name] ? [[name, rules[name]] as const] : [])))
}
const complaints = (rules: Linter.RulesRecord, code: string): (string | null)[] =>
  new Linter().verify(code, [{ rules }]).map(({ ruleId }) => ruleId)

describe.each(['lib/domain/money.ts', 'lib/sync/push.ts', 'lib/printing/lay-out.ts'])('%s', (file) => {
  let rules: Linter.RulesRecord
  beforeAll(async () => {
    rules = await rulesFor(file)
  })

  it.each([
    ['the clock', 'Date.now()'],
    ['the clock', 'new Date()'],
    ['the clock', 'Date()'],
    ['the clock', 'performance.now()'],
    ['the clock', 'setTimeout(f, 1)'],
    ['the clock', 'setInterval(f, 1)'],
    ['randomness', 'Math.random()'],
    ['randomness', 'crypto.randomUUID()'],
    ['randomness', 'crypto.getRandomValues(bytes)'],
    ['the network', "fetch('/')"],
    ['the network', "new WebSocket('wss://x')"],
    ['the network', 'new XMLHttpRequest()'],
    ['the network', "new EventSource('/api/live')"],
    ['the network', "navigator.sendBeacon('/')"],
    ['the network', "new BroadcastChannel('x')"],
    ['storage', "localStorage.getItem('x')"],
    ['storage', 'sessionStorage.length'],
    ['storage', "indexedDB.open('x')"],
    ['storage', "caches.open('x')"],
    ['the page', 'window.name'],
    ['the page', 'document.title'],
    ['the page', "location.assign('/')"],
    ['the page', "self.fetch('/')"],
    ['the page', "globalThis.fetch('/')"],
    ['the page', "globalThis['localStorage']"],
    ['Node', 'process.env'],
    ['Node', "Buffer.from('x')"],
    ['Node', "import { readFileSync } from 'node:fs'"],
    ['Node', "import { randomUUID } from 'crypto'"],
    ['Node', "export { setTimeout } from 'node:timers/promises'"],
    ['Node', "import('node:fs')"],
  ])('%s stays outside: %s', (_, code) => {
    expect(new Set(complaints(rules, code)).size, code).toBeGreaterThan(0)
    for (const name of complaints(rules, code)) expect(names).toContain(name)
  })

  it.each(['new Date(at).toISOString()', 'Math.max(1, 2)', "import { sumAmounts } from './money.ts'", 'clock.now()'])(
    'what is handed in is free: %s',
    (code) => expect(complaints(rules, code)).toEqual([]),
  )
})

it('the rooms that hand it in may: they are where browser and Node begin', async () => {
  expect(await rulesFor('lib/platform/high-water.ts')).toEqual({})
})
