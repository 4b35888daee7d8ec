import { defineConfig } from 'vitest/config'

/**
 * Every bound here only ends what hangs: a machine with two slow cores that does something else besides takes ten times as
 * long as a good one, and what comes late is right all the same. Vitest's own bounds are 5 s for a test and 1 s for a poll.
 */
const patience = { expect: { poll: { timeout: 60_000 } }, testTimeout: 300_000, hookTimeout: 300_000 }

const never = ['**/node_modules/**', '.next/**', 'out/**', 'e2e/**']

// Two kinds of tests by file name: `*.test.ts` are pure and need nothing, `*.db.test.ts` get the real PostgreSQL.
export default defineConfig({
  test: {
    // The PostgreSQL of the run stops in order.
    teardownTimeout: 120_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...never, '**/*.db.test.ts', '**/*.browser.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: never,
          globalSetup: ['./sync-server/database/test-database.setup.ts'],
          ...patience,
        },
      },
    ],
  },
})
