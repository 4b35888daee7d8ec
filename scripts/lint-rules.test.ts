/** What the lint forbids the rooms, tried on lines that break it: a rule that is misspelt forbids nothing. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ESLint, Linter } from 'eslint'
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'
import { beforeAll, describe, expect, it } from 'vitest'

const projectDir = path.resolve(import.meta.dirname, '..')
const eslint = new ESLint({ cwd: projectDir })
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
  const rules = await rulesFor('lib/platform/high-water.ts')
  expect(complaints(rules, "fetch('/'); Date.now(); Math.random(); localStorage.length; import('node:fs')")).toEqual([])
  expect(complaints(rules, "import { readFileSync } from 'node:fs'")).toEqual([])
})

describe('a room imports only what stands below it', () => {
  const ofImports = ['import-x/no-restricted-paths', '@typescript-eslint/no-restricted-imports', ...names]

  /** What is said of the line if it stood in that file, which need not exist. */
  async function complaintsIn(file: string, line: string): Promise<string[]> {
    const { rules = {}, settings } = (await eslint.calculateConfigForFile(file)) as Linter.Config
    const config = {
      files: ['**/*.ts'],
      plugins: { 'import-x': importX, '@typescript-eslint': tseslint.plugin },
      languageOptions: { parser: tseslint.parser },
      settings,
      rules: Object.fromEntries(ofImports.flatMap((name) => (rules[name] ? [[name, rules[name]] as const] : []))),
    } as unknown as Linter.Config // two packages of one parser's types
    return new Linter({ cwd: projectDir })
      .verify(line, [config], path.join(projectDir, file))
      .map(({ ruleId, message }) => (ruleId !== null && ofImports.includes(ruleId) ? 'forbidden' : message))
  }

  /** A line about a file that is not there would break no rule. */
  function expectFiles(file: string, line: string): void {
    for (const [, name = ''] of line.matchAll(/'(\.[^']*)'/g)) {
      expect(existsSync(path.join(projectDir, path.dirname(file), name)), name).toBe(true)
    }
  }

  it.each([
    ['lib/domain/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['lib/domain/x.ts', "import { useState } from 'react'"],
    ['lib/domain/x.ts', "import Dexie from 'dexie'"],
    ['lib/domain/x.ts', "import type { Table } from 'dexie'"],
    ['lib/domain/x.ts', "import * as z from 'zod'"],
    ['lib/domain/x.ts', "export const later = import('react')"],
    ['lib/domain/x.ts', "import type { Clock } from '../sync/ports.ts'"],
    ['lib/sync/x.ts', "import { useState } from 'react'"],
    ['lib/sync/x.ts', "import { createRxDatabase } from 'rxdb'"],
    ['lib/sync/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['lib/sync/x.ts', "import { createLocks } from '../platform/web-locks.ts'"],
    ['lib/store/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['lib/printing/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['lib/protocol/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['lib/platform/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['lib/workplace.ts', "import { buildWebApp } from '../scripts/build.ts'"],
    ['lib/workplace-types.ts', "import type { AppRouter } from '../sync-server/router/app-router.ts'"],
    ['lib/platform/x.ts', "import { createLog } from '../../sync-server/http/create-log.ts'"],
    ['lib/platform/x.ts', "import type { createLog } from '../../sync-server/http/create-log.ts'"],
    ['lib/platform/x.ts', "import { appRouter } from '../../sync-server/router/app-router.ts'"],
    ['lib/platform/x.ts', "export const later = import('../../sync-server/router/app-router.ts')"],
    ['app/x.ts', "import type { AppRouter } from '../sync-server/router/app-router.ts'"],
    ['app/x.ts', "import { buildWebApp } from '../scripts/build.ts'"],
    ['sync-server/office/x.ts', "import { appRouter } from '../router/app-router.ts'"],
    ['sync-server/office/x.test.ts', "import { appRouter } from '../router/app-router.ts'"],
    ['sync-server/office/x.ts', "import { createLog } from '../http/create-log.ts'"],
    ['sync-server/identity/x.ts', "import { createLog } from '../http/create-log.ts'"],
    ['sync-server/identity/x.ts', "import { createOffice } from '../office/create-office.ts'"],
    ['sync-server/exchange/x.ts', "import '../main.ts'"],
    ['sync-server/exchange/x.ts', "import type { SyncTransaction } from '../store/ports.ts'"],
    ['sync-server/sync/x.ts', "import { appRouter } from '../router/app-router.ts'"],
    ['sync-server/sync/x.ts', "import type { People } from '../identity/people.ts'"],
    ['sync-server/live/x.ts', "import { createLog } from '../http/create-log.ts'"],
    ['sync-server/live/x.ts', "import type { SyncDeps } from '../sync/deps.ts'"],
    ['sync-server/store/x.ts', "import type { SyncDeps } from '../sync/deps.ts'"],
    ['sync-server/store/x.ts', "import { createOffice } from '../office/create-office.ts'"],
    ['sync-server/store/x.ts', "import { hashPin } from '../identity/person-pins.ts'"],
    ['sync-server/store/x.ts', "import { createLive } from '../live/create-live.ts'"],
    ['sync-server/store/x.ts', "import { importCatalogue } from '../exchange/import-catalogue.ts'"],
    ['sync-server/store/postgres/x.ts', "import { appRouter } from '../../router/app-router.ts'"],
    ['sync-server/router/x.ts', "import { createLog } from '../http/create-log.ts'"],
    ['sync-server/router/x.ts', "import { openRooms } from '../open-rooms.ts'"],
    ['sync-server/router/x.ts', "import { seedDemo } from '../demo/seed-demo.ts'"],
    ['sync-server/office/x.ts', "import { buildWebApp } from '../../scripts/build.ts'"],
    ['sync-server/office/x.ts', "import { selfSignedCertificate } from '../testing/self-signed-certificate.ts'"],
  ])('%s may not: %s', async (file, line) => {
    expectFiles(file, line)
    expect(new Set(await complaintsIn(file, line))).toEqual(new Set(['forbidden']))
  })

  it.each([
    ['lib/domain/x.ts', "import * as z from 'zod/mini'; import { sumAmounts } from './money.ts'"],
    ['lib/domain/x.test.ts', "import fc from 'fast-check'; import { expect } from 'vitest'"],
    ['lib/sync/x.ts', "import type { Operation } from '../domain/operation.ts'"],
    ['lib/sync/x.ts', "import type { PushInput } from '../protocol/sync.ts'"],
    ['lib/platform/x.ts', "import type { AppRouter } from '../../sync-server/router/app-router.ts'"],
    ['lib/platform/x.ts', "import { createTRPCClient } from '@trpc/client'"],
    ['lib/workplace.ts', "import { createLocks } from './platform/web-locks.ts'"],
    ['sync-server/office/x.ts', "import { hashPin } from '../identity/person-pins.ts'"],
    ['sync-server/identity/x.ts', "import type { KnownActor } from '../sync/deps.ts'"],
    ['sync-server/sync/x.ts', "import type { SyncTransaction } from '../store/ports.ts'"],
    ['sync-server/store/x.ts', "import type { CatalogueSink } from '../exchange/catalogue-sink.ts'"],
    ['sync-server/store/x.db.test.ts', "import { ensureOrganisation } from '../office/ensure-organisation.ts'"],
    ['sync-server/router/x.ts', "import { createOffice } from '../office/create-office.ts'"],
    ['sync-server/router/x.db.test.ts', "import { seedDemo } from '../demo/seed-demo.ts'"],
    ['sync-server/main.ts', "import { createLog } from './http/create-log.ts'"],
  ])('%s may: %s', async (file, line) => {
    expectFiles(file, line)
    expect(await complaintsIn(file, line)).toEqual([])
  })
})
