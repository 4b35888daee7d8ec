/**
 * GET /api/live: an answer that never ends, in the form of server-sent events (docs/decisions/ says why plain and not a
 * tRPC subscription).
 *
 *     retry: 1500                        how soon a browser comes back by itself
 *     data: {"clock":812}                there is something; after every connection the device pulls anyway
 *     event: ping                        every 25 s, so that both sides notice a dead line
 *
 * 401: no device, or a revoked one; a browser's EventSource then stops, and the app asks why.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LiveHub, LiveSink } from './live-hub.ts'

export const livePath = '/api/live'

export type LiveListener = { org: string; deviceId: string; scopes: string[] }

export type RegisterLiveOptions = {
  hub: LiveHub
  /** Who asks, by the request's cookies, with all scopes the device may see now; null: nobody who may listen. */
  identify: (request: FastifyRequest) => Promise<LiveListener | null>
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // No cache, no transformation: a proxy that compresses would hold events back.
  'cache-control': 'no-store, no-transform',
  // nginx and those that follow it.
  'x-accel-buffering': 'no',
}

/** The padding makes proxies that wait for a first kilobyte or two pass the stream on. */
const opening = `retry: 1500\n:${' '.repeat(2048)}\n\n`

export function registerLive(fastify: FastifyInstance, { hub, identify }: RegisterLiveOptions): void {
  fastify.get(livePath, async (request, reply) => {
    const listener = await identify(request)
    if (!listener) {
      reply.code(401).header('cache-control', 'no-store')
      return { error: { code: 'unknown_device', message: unknownDevice, requestId: request.id } }
    }
    // From here on the answer is ours: Fastify writes nothing to it.
    reply.hijack()
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers })
    reply.raw.write(opening)
    open(hub, listener, reply.raw)
    return reply
  })
  // Before the server waits for its connections to end, which these never do by themselves.
  fastify.addHook('preClose', async () => hub.close())
}

const unknownDevice = 'This browser is not enrolled here, or its access was withdrawn. Ask the office for a new code.'

/** A function of its own: what the handler had in hand is not kept alive by the stream. */
function open(hub: LiveHub, { org, deviceId, scopes }: LiveListener, response: ServerResponse): void {
  const stream = hub.add({ org, deviceId, scopes, sink: new ResponseSink(response) })
  const gone = () => hub.remove(stream)
  response.once('close', gone)
  response.once('error', gone)
  if (response.destroyed) gone()
}

/** One object with shared methods: thousands of these are open at once. */
class ResponseSink implements LiveSink {
  readonly #response: ServerResponse

  constructor(response: ServerResponse) {
    this.#response = response
  }

  write(text: string): void {
    this.#response.write(text)
  }

  backlog(): number {
    return this.#response.writableLength
  }

  end(): void {
    this.#response.end()
  }

  destroy(): void {
    this.#response.destroy()
  }
}
