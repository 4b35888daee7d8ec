// What every journey stands on: a real server with the demonstration company, and people at their own devices. Each
// device is a browser profile of its own. A console error or an uncaught exception in any of them fails the test, unless
// the journey said beforehand that the network or the server would be gone.

import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import { watchConsole } from './console-errors.ts'
import { openPhoneDesk, type PhoneDesk } from './phone-orders.ts'
import { startRodnik, type Rodnik } from './start-rodnik.ts'

export const sizes = {
  narrow: { width: 360, height: 740 },
  phone: { width: 390, height: 800 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
} as const

/** People of the demonstration company; PINs and the enrolment code are read from what the server says at start. */
export interface Company {
  rodnik: Rodnik
  enrolmentCode: string
  pinOf(name: string): string
}

export interface DeviceOptions {
  size?: keyof typeof sizes
  locale?: 'ru-RU' | 'en-US'
  colorScheme?: 'light' | 'dark'
  /** Every request goes to the network, where a journey can hold it up. */
  withoutServiceWorker?: boolean
}

export interface Device {
  context: BrowserContext
  page: Page
  /** Cuts this browser's network; errors that follow from it are expected. */
  cutNetwork(): Promise<void>
  restoreNetwork(): Promise<void>
  /** For the time the server is away. */
  expectServerAway: () => void
  /** From now on this answer is part of the journey. */
  expectStatus: (status: number) => void
}

export const test = base.extend<
  { device: (options?: DeviceOptions) => Promise<Device> },
  { company: Company; phoneDesk: PhoneDesk }
>({
  company: [
    async ({}, provide) => {
      const rodnik = await startRodnik()
      const said = rodnik.said()
      await provide({
        rodnik,
        enrolmentCode: must(/#([A-Z0-9]{8})\b/.exec(said)?.[1], 'an enrolment code', said),
        pinOf: (name) => must(new RegExp(`${name}\\s+PIN (\\d{4,8})`).exec(said)?.[1], `a PIN for ${name}`, said),
      })
      await rodnik.dispose()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  phoneDesk: [
    async ({ company }, provide) => {
      const who = { name: 'Марина Белова', pin: company.pinOf('Марина Белова') }
      await provide(await openPhoneDesk(company.rodnik.url, company.enrolmentCode, who))
    },
    { scope: 'worker' },
  ],
  device: async ({ browser }, provide) => {
    const contexts: BrowserContext[] = []
    const errors: string[] = []
    await provide(async (options = {}) => {
      const { size = 'desktop', locale = 'ru-RU', colorScheme = 'light', withoutServiceWorker = false } = options
      const context = await browser.newContext({
        viewport: sizes[size],
        locale,
        colorScheme,
        timezoneId: 'Europe/Moscow',
        hasTouch: size !== 'desktop',
        serviceWorkers: withoutServiceWorker ? 'block' : 'allow',
      })
      contexts.push(context)
      const { expectNetworkErrors, expectServerAway, expectStatus } = watchConsole(context, errors)
      return {
        context,
        page: await context.newPage(),
        async cutNetwork() {
          expectNetworkErrors()
          await context.setOffline(true)
        },
        async restoreNetwork() {
          await context.setOffline(false)
        },
        expectServerAway,
        expectStatus,
      }
    })
    for (const context of contexts) await context.close()
    expect(errors, 'nothing is wrong in any console').toEqual([])
  },
})

export { expect }

function must<T>(value: T | undefined, what: string, where: string): T {
  if (value === undefined) throw new Error(`The server did not name ${what}:\n${where}`)
  return value
}
