// What a browser complains about while a journey runs: console errors and uncaught exceptions.

import type { BrowserContext } from '@playwright/test'

export interface ConsoleErrors {
  /** What must not have happened, in the words of the console. */
  errors: string[]
  /** From now on requests may get no answer: what Chromium itself writes about that is no error of ours. */
  expectNetworkErrors: () => void
}

const networkNoise = /net::ERR_|Failed to load resource|ERR_INTERNET_DISCONNECTED|Failed to fetch/

export function watchConsole(context: BrowserContext, errors: string[] = []): ConsoleErrors {
  let isNetworkExpected = true
  context.on('weberror', (error) => errors.push(`uncaught: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    if (!isNetworkExpected && networkNoise.test(message.text())) return
    errors.push(`${message.text()} (${message.location().url})`)
  })
  return {
    errors,
    expectNetworkErrors() {
      isNetworkExpected = false
    },
  }
}
