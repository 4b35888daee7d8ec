/** Puts the router on HTTP: `/api/trpc/<procedures>`, JSON only, with limits on size and on calls in one request. */
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import { appRouter } from './app-router.ts'
import { createContext, type Services } from './context.ts'
import { cookieJar } from './cookies.ts'

export const apiPrefix = '/api/trpc'
/** A hundred operations of 64 KiB fit. */
export const apiBodyLimitBytes = 8 * 1024 * 1024
const mostCallsInOneRequest = 20

export async function serveTrpc(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(async (api) => {
    // tRPC parses JSON itself and answers broken JSON in its own shape.
    api.removeAllContentTypeParsers()
    api.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    api.route<{ Params: { path: string } }>({
      method: ['GET', 'POST'],
      url: `${apiPrefix}/:path`,
      bodyLimit: apiBodyLimitBytes,
      handler: (request, reply) =>
        fastifyRequestHandler({
          req: request,
          res: reply,
          path: request.params.path,
          router: appRouter,
          maxBatchSize: mostCallsInOneRequest,
          createContext: () =>
            createContext(services, {
              cookies: cookieJar(request, reply),
              address: request.ip,
              requestId: request.id,
            }),
          onError({ error, path }) {
            if (error.code !== 'INTERNAL_SERVER_ERROR') return
            request.log.error({ err: error.cause ?? error, path }, 'a procedure failed by a fault of ours')
          },
        }),
    })
  })
}
