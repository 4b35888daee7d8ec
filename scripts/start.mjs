// `npm start`. Plain JavaScript that any Node can read: npm puts node_modules/.bin first on the path, so this normally runs
// on the Node that the project brings along, whatever Node started npm; where there is none, it says what is missing.

import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import { assertRuntime } from './runtime.mjs'

assertRuntime()
// Compiled modules are kept from one start to the next. Where the folder cannot be written, they are not.
nodeModule.enableCompileCache(fileURLToPath(new URL('../.cache/compiled', import.meta.url)))

const { buildWebApp } = await import('./build.ts')
const { main } = await import('../sync-server/main.ts')

try {
  await buildWebApp({ say: (sentence) => process.stdout.write(`${sentence}\n`) })
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
await main()
