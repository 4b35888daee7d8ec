// What a browser complains about while a journey runs: console errors and uncaught exceptions. Requests without an answer
// follow from a cut that the journey made; an answer that says no does not, unless the journey names it.

import type { BrowserContext } from '@playwright/test'

export interface ConsoleErrors {
  /** What must not have happened, in the words of the console. */
  errors: string[]
  /** From now on requests may get no answer: what Chromium itself writes about that is no error of ours. */
  expectNetworkErrors: () => void
  /** From now on this status may be answered. */
  expectStatus: (status: number) => void
  /** From now on the server may be away: there is no answer, or a 503 of one that goes or comes. */
  expectServerAway: () => void
}

const noAnswer = /net::ERR_|Failed to fetch/
const answered = /the server responded with a status of (\d{3})/

export function watchConsole(context: BrowserContext, errors: string[] = []): ConsoleErrors {
  let isCut = false
  const statuses = new Set<number>()
  const isExpected = (text: string): boolean => {
    const status = answered.exec(text)?.[1]
    return status === undefined ? isCut && noAnswer.test(text) : statuses.has(Number(status))
  }
  context.on('weberror', (error) => errors.push(`uncaught: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() !== 'error' || isExpected(message.text())) return
    errors.push(`${message.text()} (${message.location().url})`)
  })
  const expectNetworkErrors = () => {
    isCut = true
  }
  const expectStatus = (status: number) => void statuses.add(status)
  return {
    errors,
    expectNetworkErrors,
    expectStatus,
    expectServerAway() {
      expectNetworkErrors()
      expectStatus(503)
    },
  }
}
