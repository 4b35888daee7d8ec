/** The kernel's way to the server. Answers are looked at before they are believed: a proxy may have made them. */
import { compareOutput, pullOutput, pushOutput } from '../protocol/sync.ts'
import { TransportError, type Transport } from '../sync/ports.ts'
import { call, type Api } from './api-client.ts'
import type { LiveStream } from './live-stream.ts'

export const createTransport = (api: Api, stream: LiveStream): Transport => ({
  push: async (input) => parse(pushOutput, await call(api.sync.push.mutate(input))),
  pull: async (input) => parse(pullOutput, await call(api.sync.pull.mutate(input))),
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
