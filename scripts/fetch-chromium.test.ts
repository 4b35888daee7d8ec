import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchChromium } from './fetch-chromium.ts'

const node = (script: string): string[] => [process.execPath, '-e', script]
const minute = { stillMs: 60_000, allMs: 60_000 }
const bar = `console.log('|■■■■        |  50% of 170 MiB')`
const forever = 'setInterval(() => {}, 1000)'

let shown: string
beforeEach(() => {
  shown = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    shown += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

describe('a Chromium from the internet', () => {
  it('shows how far it is, and that it has come', async () => {
    expect(await fetchChromium(node(bar), minute)).toBeNull()
    expect(shown).toContain('50% of 170 MiB')
  })

  it('says why not, without what only its makers read', async () => {
    const failing = `console.error('Downloading\\nError: no such host\\n    at somewhere'); process.exitCode = 1`
    expect(await fetchChromium(node(failing), minute)).toBe('no such host')
    expect(shown).toBe('')
    expect(await fetchChromium(node('process.exitCode = 3'), minute)).toBe('it ended with 3')
    expect(await fetchChromium(['/nowhere/node'], minute)).toContain('ENOENT')
  })

  it('is given up when nothing comes, however much is said', async () => {
    const chattering = `setInterval(() => console.log('Downloading, once more'), 20)`
    expect(await fetchChromium(node(chattering), { stillMs: 700, allMs: 60_000 })).toBe('nothing came for 0.7 seconds')
  })

  it('goes on as long as something comes, up to a limit', async () => {
    const slow = `${bar}; setInterval(() => ${bar}, 50)`
    expect(await fetchChromium(node(slow), { stillMs: 3_000, allMs: 5_000 })).toBe('it was not there after 5 seconds')
    expect(shown).toContain('50% of 170 MiB')
  })

  it('leaves no process behind that goes on', async () => {
    const ended = await fetchChromium(node(`console.log('pid', process.pid); ${forever}`), {
      stillMs: 3_000,
      allMs: 60_000,
    })
    expect(ended).toBe('nothing came for 3 seconds')
    const pid = Number(/pid (\d+)/.exec(shown)?.[1])
    await expect.poll(() => isRunning(pid)).toBe(false)
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
