// The one port: the web app's files, the API, health and metrics. It knows HTTP and nothing of the trade; the API is
// registered by the caller. What every answer has: security headers, a request id, one log line without personal data.

import compress from '@fastify/compress'
import Fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Config } from '../config/read-config.ts'
import { answerFailures, answerUnreadableRequest } from './answer-failures.ts'
import { registerHealth, type Readiness } from './health.ts'
import { createMetrics, registerMetrics, type Metrics } from './metrics.ts'
import { refuseForeignOrigins } from './refuse-foreign-origins.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { serveWebApp } from './serve-web-app.ts'

/** A JSON body of the API. A route that takes files sets its own `bodyLimit` and reads a stream (see docs/operations.md). */
const defaultBodyLimitBytes = 1_048_576

export interface HttpServer {
  app: FastifyInstance
  /** Resolves to the port that is really listened on (PORT=0 takes any). */
  listen(): Promise<number>
  /** Takes no new requests, lets those under way finish for a while, then closes. Live streams end in `preClose` hooks. */
  close(): Promise<void>
}

export interface HttpServerOptions {
  config: Pick<Config, 'port' | 'host' | 'tls' | 'metricsToken'> & Partial<Pick<Config, 'trustProxy'>>
  log: Logger
  /** The folder of the exported web app; when it does not exist, pages answer that the app is not built. */
  webRoot: string
  /** Adds the API's routes (under /api) to an instance of its own: hooks and parsers set there stay there. */
  registerApi: (api: FastifyInstance) => Promise<void> | void
  readiness: () => Promise<Readiness>
  /** Where others count too; one of its own unless given. */
  metrics?: Metrics
  /** How long requests under way may take once the server is told to stop. */
  drainMs?: number
}

export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { config, log } = options
  // HTTP/2 and HTTP/1.1 instances differ in types only, and nothing here uses the difference: one type serves both.
  const transport: object = config.tls ? { http2: true, https: { ...config.tls, allowHTTP1: true } } : {}
  const settings: FastifyServerOptions = {
    ...transport,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // With it, `request.ip` and `request.protocol` are the device's own, as the named proxies tell them.
    trustProxy: config.trustProxy ?? false,
    genReqId: () => randomUUID(),
    bodyLimit: defaultBodyLimitBytes,
    requestTimeout: 300_000,
    // Longer than the usual minute of a reverse proxy, so that it is the proxy that closes an idle connection.
    keepAliveTimeout: 72_000,
    // A tRPC batch names all its procedures in the path.
    routerOptions: { maxParamLength: 5_000 },
    frameworkErrors: answerUnreadableRequest,
  }
  const app = Fastify(settings) as unknown as FastifyInstance

  const sockets = new Set<Socket>()
  app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })

  let isStopping = false
  app.addHook('onSend', async (request, reply) => {
    // Otherwise the connection would be kept for the next request, and the stopping server would wait for it.
    if (isStopping && request.raw.httpVersionMajor === 1) reply.header('connection', 'close')
  })
  const metrics = options.metrics ?? createMetrics()
  app.removeContentTypeParser('text/plain')
  addSecurityHeaders(app, { isHttps: config.tls !== undefined })
  refuseForeignOrigins(app)
  answerFailures(app)
  reportRequests(app, metrics)
  await app.register(compress, {
    globalDecompression: false, // a small body that unfolds into a huge one
    // Everything but the live stream, which must reach the device at once and not when a block is full.
    customTypes: (type) => /^(application\/(json|xml)|text\/)/.test(type) && !type.startsWith('text/event-stream'),
    encodings: ['br', 'gzip'],
    // Two or three packets: compressing them takes longer than sending what it saves.
    threshold: 4_096,
    brotliOptions: { params: { 0x1: 4 } }, // quality 4 of 11 (BROTLI_PARAM_QUALITY): answers are made on the fly
  })
  registerHealth(app, async () => (isStopping ? { ready: false, reason: 'stopping' } : options.readiness()))
  registerMetrics(app, metrics.registry, config.metricsToken)
  await app.register(async (api) => options.registerApi(api))
  await serveWebApp(app, options.webRoot)

  return {
    app,
    async listen() {
      await app.listen({ port: config.port, host: config.host })
      return (app.server.address() as { port: number }).port
    },
    async close() {
      isStopping = true
      const closed = app.close()
      const isDrained = await Promise.race([
        closed.then(() => true),
        sleep(options.drainMs ?? 5_000, false, { ref: false }),
      ])
      if (!isDrained) {
        log.warn({ connections: sockets.size }, 'requests did not finish in time; closing their connections')
        for (const socket of sockets) socket.destroy()
      }
      await closed
    },
  }
}

function reportRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1_000)
    // The path without its query: tRPC puts inputs there. Static files are of no interest at the usual level.
    const path = request.url.split('?', 1)[0]
    const fields = {
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (path?.startsWith('/api/')) request.log.info(fields, 'request')
    else request.log.debug(fields, 'request')
  })
}
