/** The kernel's way to the server. Answers are looked at before they are believed: a proxy may have made them. */
import { compareOutput, pullOutput, pushOutput } from '../protocol/sync.ts'
import { TransportError, type Transport } from '../sync/ports.ts'
import { call, type Api } from './api-client.ts'
import type { LiveStream } from './live-stream.ts'

/** `onGranted`: told what the person who is signed in may see, with every page. */
export const createTransport = (
  api: Api,
  stream: LiveStream,
  onGranted: (scopes: readonly string[]) => void,
): Transport => ({
  push: async (input) => parse(pushOutput, await call(api.sync.push.mutate(input))),
  pull: async (input) => {
    const output = parse(pullOutput, await call(api.sync.pull.mutate(input)))
    if (output.kind === 'pages' && output.scopes !== null) onGranted(output.scopes)
    return output
  },
  compare: async (input) => parse(compareOutput, await call(api.sync.compare.query(input))),
  listen: (onSomething, onState) => stream.listen(onSomething, onState),
})

type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error } }

function parse<T>(schema: Schema<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new TransportError('server', 'The server answered in a shape that this version does not know', {
    cause: parsed.error,
  })
}
