// `npm test`, `npm run validate` and CI: the same checks, one after another, all of them even when an early one fails. The
// last line counts the tests of both runners.

import { assertRuntime } from './runtime.mjs'

assertRuntime()
const { runChecks } = await import('./run-checks.ts')
process.exit((await runChecks()) ? 0 : 1)
