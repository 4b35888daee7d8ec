import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

const budgetBytes = 45_000

/** Everything that `import('create-printing.ts')` brings: encoder, queue, ports, and the polyfill in a piece of its own. */
test('what a till loads to print is at most 45 KB, compressed', async () => {
  const build = await rolldown({
    input: ['create-printing.ts', 'idb-job-store.ts'].map((file) => path.join(import.meta.dirname, file)),
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent',
  })
  const { output } = await build.generate({ format: 'esm', minify: true })
  await build.close()
  const sizes = output.map((file) => (file.type === 'chunk' ? gzipSync(file.code, { level: 9 }).length : 0))
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(budgetBytes)
  // The encoder is in there at all.
  expect(Math.max(...sizes)).toBeGreaterThan(28_000)
})
