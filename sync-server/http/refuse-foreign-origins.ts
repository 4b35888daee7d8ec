import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * A request that may change something must come from our own pages (or from no page at all: a script, 1C). Cookies are
 * same-site already; this also stops another subdomain and another port of the same host, which count as the same site.
 */
export function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isFromOurselves(request)) return
    return reply.code(403).send({
      error: {
        code: 'foreign_origin',
        message: 'The request came from a page of another site.',
        requestId: request.id,
      },
    })
  })
}

/** Browsers say it themselves where the connection is trustworthy; elsewhere the Origin must name the host that was asked. */
function isFromOurselves(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === request.host
}
