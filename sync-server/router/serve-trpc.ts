/** Puts the router on HTTP: `/api/trpc/<procedures>`, JSON only, with limits on size and on calls in one request. */
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { maxWorkFileBytes } from '../../lib/protocol/office.ts'
import { appRouter } from './app-router.ts'
import { mayImport } from './authorise-upload.ts'
import { createContext, type Services } from './context.ts'
import { cookieJar } from './cookies.ts'

export const apiPrefix = '/api/trpc'
/** A hundred operations of 64 KiB fit. */
const apiBodyLimitBytes = 8 * 1024 * 1024
/** The file travels as one JSON string, in which quotes, line ends and backslashes take two bytes. */
const workFileBodyLimitBytes = maxWorkFileBytes * 1.5
const workFilePath = 'office.importWork'
const mostCallsInOneRequest = 20

export async function serveTrpc(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(async (api) => {
    // tRPC parses JSON itself and answers broken JSON in its own shape.
    api.removeAllContentTypeParsers()
    api.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    const answer = (request: FastifyRequest, reply: FastifyReply, path: string) =>
      fastifyRequestHandler({
        req: request,
        res: reply,
        path,
        router: appRouter,
        maxBatchSize: mostCallsInOneRequest,
        createContext: () =>
          createContext(services, { cookies: cookieJar(request, reply), address: request.ip, requestId: request.id }),
        onError({ error, path: procedure }) {
          if (error.code !== 'INTERNAL_SERVER_ERROR') return
          request.log.error({ err: error.cause ?? error, path: procedure }, 'a procedure failed by a fault of ours')
        },
      })
    api.route<{ Params: { path: string } }>({
      method: ['GET', 'POST'],
      url: `${apiPrefix}/:path`,
      bodyLimit: apiBodyLimitBytes,
      handler: (request, reply) => answer(request, reply, request.params.path),
    })
    api.route({
      method: 'POST',
      url: `${apiPrefix}/${workFilePath}`,
      bodyLimit: workFileBodyLimitBytes,
      // Who may not bring work has the usual limit, and is told before anything of it is read.
      async onRequest(request, reply) {
        const isUsual = Number(request.headers['content-length'] ?? Infinity) <= apiBodyLimitBytes
        if (!isUsual && !(await mayImport(services, request, reply))) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE()
      },
      handler: (request, reply) => answer(request, reply, workFilePath),
    })
  })
}
