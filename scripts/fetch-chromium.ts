// Playwright's own Chromium, from the internet. Where there is none nobody waits long for it: there are other ways.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Patience {
  /** Without one step of progress. A line that is dead looks like one that is slow. */
  stillMs: number
  allMs: number
}

const patience: Patience = { stillMs: 60_000, allMs: 300_000 }

/** `--no-shell`: the journeys run in the whole browser, the smaller one beside it would only be waited for. */
const playwrightInstalls = (): string[] => [
  process.execPath,
  ...[fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'install', '--no-shell', 'chromium'],
]

/** Shows how far it is. Answers null when the command has done it, else why not, in a few words. */
export function fetchChromium(
  command: readonly string[] = playwrightInstalls(),
  { stillMs, allMs }: Patience = patience,
): Promise<string | null> {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let complaints = ''
    const end = (why: string | null): void => {
      clearTimeout(still)
      clearTimeout(all)
      // Playwright's downloading process sees that this one is gone, and ends.
      child.kill('SIGKILL')
      child.stdout.destroy()
      child.stderr.destroy()
      resolve(why)
    }
    const still = setTimeout(() => end(`nothing came for ${seconds(stillMs)}`), stillMs)
    const all = setTimeout(() => end(`it was not there after ${seconds(allMs)}`), allMs)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      process.stderr.write(text)
      if (/\d% of /.test(text)) still.refresh()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
    child.on('error', (error) => end(error.message))
    child.on('close', (code) => end(code === 0 ? null : (firstError(complaints) ?? `it ended with ${code}`)))
  })
}

const seconds = (ms: number): string => `${ms / 1000} seconds`

/** What went wrong, without the stack that tells where. */
const firstError = (complaints: string): string | undefined => /^\s*(?:Error: )(.*\S)/m.exec(complaints)?.[1]
