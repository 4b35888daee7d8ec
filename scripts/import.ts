// `npm run import -- FILE…`: the command of the exchange room, put together with the store's half of it.

import { main } from '../sync-server/exchange/import-command.ts'

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  // Loaded only when it is needed: a dry run has no database.
  openSink: async (env) => (await import('../sync-server/store/catalogue-import.ts')).openCatalogueSink(env),
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  now: () => Date.now(),
})
