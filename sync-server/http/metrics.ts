import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import type { SyncEvent } from '../sync/deps.ts'
import { sendFailure } from './answer-failures.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** A registry of its own for every server, so that tests can make several in one process. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, by route and status. A live stream counts once it ends.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const decided = new Counter({
    name: 'rodnik_operations_total',
    help: 'Operations that devices sent, or that came as their file, and this process decided, by verdict. Those that came again are not counted.',
    labelNames: ['verdict'],
    registers: [registry],
  })
  const differences = new Counter({
    name: 'rodnik_scope_differences_total',
    help: 'Comparisons that found a device holding something else than it should (table scope_differences). Expected: 0.',
    registers: [registry],
  })
  const attempts = new Counter({
    name: 'rodnik_transactions_again_total',
    help: 'Transactions decided again because another one was faster.',
    registers: [registry],
  })
  for (const verdict of ['accepted', 'refused', 'held', 'lost'] as const) decided.inc({ verdict }, 0)
  return {
    registry,
    observeSync: (event: SyncEvent): void => {
      if (event.kind === 'decided') {
        const { accepted, refused, held, lost } = event
        for (const [verdict, count] of Object.entries({ accepted, refused, held, lost }))
          decided.inc({ verdict }, count)
      } else if (event.kind === 'difference') differences.inc()
      else if (event.kind === 'again') attempts.inc()
    },
    observeRequest(method: string, route: string, status: number, seconds: number) {
      duration.observe({ method, route, status }, seconds)
    },
  }
}

/**
 * `/metrics` tells nothing personal, yet how busy a shop is concerns nobody else: with METRICS_TOKEN it wants that bearer
 * token from everyone, without one it answers only this machine itself, and not through a reverse proxy.
 */
export function registerMetrics(app: FastifyInstance, registry: Registry, token: string | undefined): void {
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, token)) {
      return sendFailure(request, reply, {
        status: token ? 401 : 403,
        code: 'metrics_closed',
        message: token
          ? 'Send the metrics token as a bearer token.'
          : 'Without METRICS_TOKEN the metrics are only for this machine itself.',
      })
    }
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics())
  })
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token) return isSame(request.headers.authorization ?? '', `Bearer ${token}`)
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !isForwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
}

/** Compares hashes, so that neither the time taken nor the length tells how much of the token was right. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}
