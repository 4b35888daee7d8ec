import { defineConfig, devices } from '@playwright/test'
import { chromiumArgs, findChromium } from './scripts/find-chromium.ts'

const executablePath = findChromium()
if (!executablePath) throw new Error('No Chromium was found. "npm run test:e2e" finds or installs one.')

// Journeys start the servers they need themselves (e2e/start-rodnik.ts): some of them stop and kill them on purpose.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  // Every bound only ends what hangs: a machine with two slow cores takes ten times as long as a good one. The bound of a
  // journey is at least ten times what it takes on a good one.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
  use: {
    launchOptions: {
      executablePath,
      args: chromiumArgs,
    },
    locale: 'ru-RU',
    trace: 'retain-on-failure',
  },
})
