import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ensureChromium, findChromium } from './find-chromium.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rodnik-chromium-'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv('RODNIK_CHROMIUM', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function program(name: string, script: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

it('takes the first of the system that starts, and passes over a shim that only talks', () => {
  program('chromium', 'echo "install the snap first"; exit 1')
  const chrome = program('google-chrome', 'echo "Google Chrome 140"')
  expect(findChromium()).toBe(chrome)
})

it('takes the one that is named, or none', () => {
  program('chromium', 'exit 0')
  const own = program('my-own', 'exit 0')
  vi.stubEnv('RODNIK_CHROMIUM', own)
  expect(findChromium()).toBe(own)
  vi.stubEnv('RODNIK_CHROMIUM', path.join(folder, 'missing'))
  expect(findChromium()).toBeUndefined()
})

it('installs the package where that is allowed, after saying so', () => {
  vi.stubEnv('RODNIK_CHROMIUM', path.join(folder, 'installed'))
  program('sudo', 'shift; exec "$@"')
  program('true', 'exit 0')
  const real = path.join(folder, 'installed')
  program('apt-get', `case "$1" in install) echo "#!/bin/sh" > '${real}'; /bin/chmod 755 '${real}';; esac; exit 0`)
  const said: string[] = []
  expect(ensureChromium((sentence) => said.push(sentence))).toBe(real)
  expect(said).toHaveLength(1)
})

it('says in one sentence how to get one when none can be had', () => {
  vi.stubEnv('RODNIK_CHROMIUM', path.join(folder, 'missing'))
  expect(() => ensureChromium(() => undefined)).toThrow(
    /need a Chromium and there is none\. Install Chromium.*RODNIK_CHROMIUM=/,
  )
})
