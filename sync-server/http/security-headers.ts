import type { FastifyInstance } from 'fastify'

/**
 * The content security policy of a page. Scripts run only from our own files, or inline when their hash is listed: the
 * build writes the hashes of the inline scripts that Next puts into each page. Styles may be inline, as the component
 * library sets sizes and colours so.
 */
export function pagePolicy(scriptHashes: readonly string[]): string {
  return [
    `default-src 'self'`,
    `script-src ${["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(' ')}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** What is not a page (JSON, metrics) needs nothing at all. */
const dataPolicy = `default-src 'none'; frame-ancestors 'none'`

export const securityHeaders = {
  'content-security-policy': dataPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // The till speaks to printers and scanners through serial, usb and hid; nothing here looks, listens or asks where it is.
  'permissions-policy': 'serial=(self), usb=(self), hid=(self), camera=(), microphone=(), geolocation=(), payment=()',
}

export function addSecurityHeaders(app: FastifyInstance, { isHttps }: { isHttps: boolean }): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders)
    if (isHttps) reply.header('strict-transport-security', 'max-age=31536000')
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
