import type { FastifyInstance } from 'fastify'

export type Readiness = { ready: true } | { ready: false; reason: string }

/**
 * `/healthz`: the process is up (restart it when this fails). `/readyz`: it can serve requests now: the database answers
 * and its tables are of this version (send it no requests while this fails).
 */
export function registerHealth(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const answer = await readiness()
    reply.header('cache-control', 'no-store').code(answer.ready ? 200 : 503)
    return answer.ready ? { status: 'ready' } : { status: 'not ready', reason: answer.reason }
  })
}
