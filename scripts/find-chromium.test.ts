import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ensureChromium, findChromium } from './find-chromium.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rodnik-chromium-'))
  vi.stubEnv('PATH', folder)
  vi.stubEnv('RODNIK_CHROMIUM', undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** Where one was named. */
const neverFetched = (): Promise<null> => Promise.reject(new Error('Playwright’s was fetched'))

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

it('installs the package where that is allowed, after saying so', async () => {
  vi.stubEnv('RODNIK_CHROMIUM', path.join(folder, 'installed'))
  program('sudo', 'shift; exec "$@"')
  program('true', 'exit 0')
  const real = path.join(folder, 'installed')
  program('apt-get', `case "$1" in install) echo "#!/bin/sh" > '${real}'; /bin/chmod 755 '${real}';; esac; exit 0`)
  const said: string[] = []
  expect(await ensureChromium((sentence) => said.push(sentence), neverFetched)).toBe(real)
  expect(said).toHaveLength(1)
})

describe('where no Chromium is there and none was named', () => {
  let playwrights: string
  let said: string[]
  const say = (sentence: string) => said.push(sentence)
  beforeEach(() => {
    playwrights = path.join(folder, 'playwrights')
    vi.spyOn(chromium, 'executablePath').mockReturnValue(playwrights)
    said = []
  })

  it('Playwright’s is fetched, after saying so, and no package is installed', async () => {
    program('apt-get', 'exit 0')
    const fetch = () => {
      expect(said).toEqual([expect.stringContaining('fetching the one of Playwright')])
      program('playwrights', 'exit 0')
      return Promise.resolve(null)
    }
    expect(await ensureChromium(say, fetch)).toBe(playwrights)
    expect(said).toHaveLength(1)
  })

  it('Playwright’s cannot be had: the reason is said, and the package is tried', async () => {
    program('sudo', 'shift; exec "$@"')
    program('true', 'exit 0')
    const real = path.join(folder, 'chromium')
    program('apt-get', `case "$1" in install) echo "#!/bin/sh" > '${real}'; /bin/chmod 755 '${real}';; esac; exit 0`)
    expect(await ensureChromium(say, () => Promise.resolve('no internet'))).toBe(real)
    expect(said).toEqual([
      expect.stringContaining('fetching the one of Playwright'),
      'the Chromium of Playwright cannot be had: no internet',
      expect.stringContaining('installing the package "chromium"'),
    ])
  })

  it('what was fetched and does not start is said to be so, and the sentence comes where there is no package', async () => {
    const fetch = () => {
      program('playwrights', 'exit 127')
      return Promise.resolve(null)
    }
    await expect(ensureChromium(say, fetch)).rejects.toThrow(/need a Chromium and there is none\. Install Chromium/)
    expect(said.at(-1)).toBe('the Chromium of Playwright cannot be had: it was fetched, and does not start here')
  })
})

it('says in one sentence how to get one when none can be had', async () => {
  vi.stubEnv('RODNIK_CHROMIUM', path.join(folder, 'missing'))
  await expect(ensureChromium(() => undefined, neverFetched)).rejects.toThrow(
    /need a Chromium and there is none\. Install Chromium.*RODNIK_CHROMIUM=/,
  )
})
