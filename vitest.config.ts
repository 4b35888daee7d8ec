import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', '.next/**', 'out/**', 'e2e/**']

// Two kinds of tests by file name: `*.test.ts` are pure and need nothing, `*.db.test.ts` get the real PostgreSQL.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...never, '**/*.db.test.ts', '**/*.browser.test.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: never,
          globalSetup: ['./sync-server/database/test-database.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
