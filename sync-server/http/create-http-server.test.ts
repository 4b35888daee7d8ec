import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, constants } from 'node:http2'
import { request as httpsRequest } from 'node:https'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer, type HttpServer, type HttpServerOptions } from './create-http-server.ts'
import { createLog } from './create-log.ts'
import { selfSignedCertificate } from '../testing/self-signed-certificate.ts'

const webRoot = mkdtempSync(path.join(os.tmpdir(), 'rodnik-web-'))
const opened: HttpServer[] = []
const lines: string[] = []

beforeAll(() => {
  const page = (text: string) => `<!doctype html><title>${text}</title>`
  mkdirSync(path.join(webRoot, '_next/static'), { recursive: true })
  mkdirSync(path.join(webRoot, 'office'), { recursive: true })
  writeFileSync(path.join(webRoot, 'index.html'), page('start'))
  writeFileSync(path.join(webRoot, 'shop.html'), page('shop'))
  writeFileSync(path.join(webRoot, 'office/people.html'), page('people'))
  writeFileSync(path.join(webRoot, '404.html'), page('nothing here'))
  writeFileSync(path.join(webRoot, 'sw.js'), '// worker')
  writeFileSync(path.join(webRoot, '_next/static/app-1a2b.js'), 'plain')
  writeFileSync(path.join(webRoot, '_next/static/app-1a2b.js.br'), brotliCompressSync('squeezed'))
  writeFileSync(path.join(webRoot, 'csp.json'), JSON.stringify({ 'shop.html': ['sha256-abc='] }))
})
afterEach(async () => {
  lines.length = 0
  for (const server of opened.splice(0)) await server.close()
})
afterAll(() => rmSync(webRoot, { recursive: true }))

async function createServer(change: Partial<HttpServerOptions> = {}): Promise<HttpServer> {
  const server = await createHttpServer({
    config: { port: 0, host: '127.0.0.1', tls: undefined, metricsToken: undefined },
    log: createLog('trace', { write: (line) => lines.push(line) }),
    webRoot,
    registerApi: () => undefined,
    readiness: async () => ({ ready: true }),
    ...change,
  })
  opened.push(server)
  return server
}

describe('the web app', () => {
  it.each([
    ['/', 200, 'start'],
    ['/shop', 200, 'shop'],
    ['/shop?from=shortcut', 200, 'shop'],
    ['/shop.html', 200, 'shop'],
    ['/office/people', 200, 'people'],
    ['/nowhere', 404, 'nothing here'],
    ['/csp.json', 404, 'nothing here'],
    ['/_next/static/app-1a2b.js.br', 404, 'nothing here'],
    ['/..%2f..%2f..%2fetc/passwd', 404, 'nothing here'],
    ['/%E0%A4%A', 400, 'bad_address'],
  ])('%s answers %i', async (url, status, text) => {
    const { app } = await createServer()
    const answer = await app.inject({ url })
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain(text)
  })

  it('sends a trailing slash to the clean address, and never to another host', async () => {
    const { app } = await createServer()
    const answer = await app.inject({ url: '/shop/?from=link' })
    expect(answer.statusCode).toBe(308)
    expect(answer.headers.location).toBe('/shop?from=link')
    expect((await app.inject({ url: '//elsewhere.example/' })).statusCode).toBe(404)
  })

  it('lets hashed files be kept for good, and asks again for pages and the service worker', async () => {
    const { app } = await createServer()
    const cacheOf = async (url: string) => (await app.inject({ url })).headers['cache-control']
    expect(await cacheOf('/_next/static/app-1a2b.js')).toBe('public, max-age=31536000, immutable')
    expect(await cacheOf('/shop')).toBe('no-cache')
    expect(await cacheOf('/sw.js')).toBe('no-cache')
  })

  it('sends what the build compressed to those who take it', async () => {
    const { app } = await createServer()
    const url = '/_next/static/app-1a2b.js'
    const squeezed = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } })
    expect(squeezed.headers['content-encoding']).toBe('br')
    expect(squeezed.headers['content-type']).toContain('javascript')
    expect(squeezed.rawPayload).toEqual(brotliCompressSync('squeezed'))
    expect((await app.inject({ url })).body).toBe('plain')
  })

  it('answers an unchanged page with 304', async () => {
    const { app } = await createServer()
    const { etag } = (await app.inject({ url: '/shop' })).headers
    const again = await app.inject({ url: '/shop', headers: { 'if-none-match': String(etag) } })
    expect(again.statusCode).toBe(304)
  })

  it('says so when it is not built', async () => {
    const { app } = await createServer({ webRoot: path.join(webRoot, 'missing') })
    const answer = await app.inject({ url: '/' })
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ error: { code: 'not_built' } })
  })
})

describe('security headers', () => {
  it('let only own and listed scripts run, and nobody frame us', async () => {
    const { app } = await createServer()
    const policy = String((await app.inject({ url: '/shop' })).headers['content-security-policy'])
    const scripts = policy.split('; ').find((rule) => rule.startsWith('script-src'))
    expect(scripts).toBe(`script-src 'self' 'sha256-abc='`)
    expect(policy).toContain(`frame-ancestors 'none'`)
    expect(String((await app.inject({ url: '/' })).headers['content-security-policy'])).not.toContain('sha256-abc=')
  })

  it('are on every answer, also on failures', async () => {
    const { app } = await createServer()
    for (const url of ['/shop', '/nowhere', '/api/nothing', '/healthz', '/%E0%A4%A']) {
      const { headers } = await app.inject({ url })
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'permissions-policy': expect.stringContaining('serial=(self), usb=(self), hid=(self)') as string,
        'content-security-policy': expect.stringContaining(`frame-ancestors 'none'`) as string,
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      })
    }
  })

  it('keep API answers out of caches', async () => {
    const { app } = await createServer({
      registerApi: (api) => void api.get('/api/me', async () => ({ name: 'Anna' })),
    })
    expect((await app.inject({ url: '/api/me' })).headers['cache-control']).toBe('no-store')
  })
})

describe('requests that change something', () => {
  const registerApi: HttpServerOptions['registerApi'] = (api) => void api.post('/api/do', async () => ({ done: true }))
  const post = async (headers: Record<string, string>, payload = '{}') => {
    const { app } = await createServer({ registerApi })
    return app.inject({
      method: 'POST',
      url: '/api/do',
      headers: { host: 'shop.local:3000', 'content-type': 'application/json', ...headers },
      payload,
    })
  }

  it.each([
    ['our page', { 'sec-fetch-site': 'same-origin', origin: 'http://shop.local:3000' }],
    ['our page in a browser without Sec-Fetch-Site', { origin: 'http://shop.local:3000' }],
    ['our page behind a proxy that speaks HTTPS', { origin: 'https://shop.local:3000' }],
    ['a program', {}],
  ])('are taken from %s', async (_from, headers) => {
    expect((await post(headers as Record<string, string>)).statusCode).toBe(200)
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sister domain', { 'sec-fetch-site': 'same-site', origin: 'http://shop.local:3000' }],
    ['another port', { origin: 'http://shop.local:4000' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('are refused from %s', async (_from, headers) => {
    const answer = await post(headers)
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({ error: { code: 'foreign_origin' } })
  })

  it.each([
    ['broken JSON', {}, '{"a":', 400, 'malformed_json'],
    ['an empty body', {}, '', 400, 'malformed_json'],
    ['a prototype in JSON', {}, '{"__proto__":{"admin":true}}', 400, 'malformed_json'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1', 415, 'wrong_content_type'],
    ['plain text', { 'content-type': 'text/plain' }, '{}', 415, 'wrong_content_type'],
    ['a body over the limit', {}, `"${'x'.repeat(1_048_576)}"`, 413, 'body_too_large'],
  ])('with %s get a clear failure', async (_what, headers, payload, status, code) => {
    const answer = await post(headers, payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ error: { code, requestId: answer.headers['x-request-id'] } })
  })
})

describe('behind a reverse proxy', () => {
  const registerApi: HttpServerOptions['registerApi'] = (api) =>
    void api.get('/api/who', async ({ ip, protocol }) => ({ ip, protocol }))
  const headers = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' }
  const config = { port: 0, host: '127.0.0.1', tls: undefined, metricsToken: undefined, trustProxy: '10.0.0.5' }

  it('believes the one that is named, and nobody else', async () => {
    const { app } = await createServer({ config, registerApi })
    const ask = async (remoteAddress: string) =>
      (await app.inject({ url: '/api/who', headers, remoteAddress })).json<object>()
    expect(await ask('10.0.0.5')).toEqual({ ip: '203.0.113.7', protocol: 'https' })
    expect(await ask('10.0.0.6')).toEqual({ ip: '10.0.0.6', protocol: 'http' })
  })

  it('believes nobody when none is named', async () => {
    const { app } = await createServer({ registerApi })
    const answer = await app.inject({ url: '/api/who', headers, remoteAddress: '127.0.0.1' })
    expect(answer.json()).toEqual({ ip: '127.0.0.1', protocol: 'http' })
  })
})

describe('faults of ours', () => {
  it('are told without their details, which are in the log under the request id', async () => {
    const { app } = await createServer({
      registerApi: (api) =>
        void api.get('/api/fail', async () => {
          throw new Error('password is hunter2')
        }),
    })
    const answer = await app.inject({ url: '/api/fail' })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('hunter2')
    const logged = lines.map((line) => JSON.parse(line) as { reqId?: string; err?: { message?: string } })
    expect(logged.find((line) => line.err)).toMatchObject({
      reqId: answer.headers['x-request-id'],
      err: { message: 'password is hunter2' },
    })
  })
})

it('a client that went away is no fault: it is noted, not reported', async () => {
  const broken = (code: string) => async () => {
    throw Object.assign(new Error('broke'), { code })
  }
  const { app } = await createServer({
    registerApi(api) {
      api.get('/api/left', broken('ERR_STREAM_PREMATURE_CLOSE'))
      api.get('/api/database', broken('ECONNRESET'))
    },
  })
  await app.inject({ url: '/api/left' })
  const levels = () => lines.map((line) => (JSON.parse(line) as { level: string }).level)
  expect(lines.join()).toContain('the client went away')
  expect(levels()).not.toContain('error')
  // The same words of a connection behind us are a fault: this client is still there.
  expect((await app.inject({ url: '/api/database' })).statusCode).toBe(500)
  expect(levels()).toContain('error')
})

describe('the log', () => {
  it('has one line for a request, with nothing personal in it', async () => {
    const { app } = await createServer({ registerApi: (api) => void api.post('/api/sign-in', async () => ({})) })
    await app.inject({
      method: 'POST',
      url: '/api/sign-in?phone=79990001122',
      headers: { cookie: 'session=s3cret', authorization: 'Bearer s3cret', 'user-agent': 'Anna phone' },
      remoteAddress: '203.0.113.7',
      payload: { pin: '4711' },
    })
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'POST', path: '/api/sign-in', status: 200 })
    expect(lines[0]).not.toMatch(/79990001122|s3cret|Anna|203\.0\.113\.7|4711/)
  })

  it('leaves the values out of a database error', () => {
    const error = Object.assign(new Error('duplicate key value (79990001122)'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'Key (phone)=(79990001122) already exists.',
      constraint: 'people_phone_key',
    })
    createLog('info', { write: (line) => lines.push(line) }).error(
      { err: new Error('saving failed', { cause: error }) },
      'oops',
    )
    expect(lines.join()).toContain('people_phone_key')
    expect(lines.join()).not.toContain('79990001122')
  })
})

describe('health', () => {
  it('is alive while not ready', async () => {
    const { app } = await createServer({
      readiness: async () => ({ ready: false, reason: 'the tables are being made' }),
    })
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200)
    const ready = await app.inject({ url: '/readyz' })
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toEqual({ status: 'not ready', reason: 'the tables are being made' })
  })
})

describe('metrics', () => {
  const ask = (server: HttpServer, remoteAddress: string, headers = {}) =>
    server.app.inject({ url: '/metrics', remoteAddress, headers })

  it('count requests by route and status, for this machine itself', async () => {
    const server = await createServer()
    await server.app.inject({ url: '/healthz' })
    const answer = await ask(server, '127.0.0.1')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1')
    expect(answer.body).toContain('nodejs_eventloop_lag_seconds')
  })

  it('are closed to others without a token, also behind a proxy of this machine', async () => {
    const server = await createServer()
    expect((await ask(server, '192.168.1.20')).statusCode).toBe(403)
    expect((await ask(server, '127.0.0.1', { 'x-forwarded-for': '192.168.1.20' })).statusCode).toBe(403)
  })

  it('want the token from everyone when there is one', async () => {
    const metricsToken = 'a-long-enough-token'
    const server = await createServer({ config: { port: 0, host: '127.0.0.1', tls: undefined, metricsToken } })
    expect((await ask(server, '127.0.0.1')).statusCode).toBe(401)
    expect((await ask(server, '127.0.0.1', { authorization: 'Bearer a-long-enough-tokem' })).statusCode).toBe(401)
    expect((await ask(server, '192.168.1.20', { authorization: `Bearer ${metricsToken}` })).statusCode).toBe(200)
  })
})

describe('compression on the fly', () => {
  it('squeezes JSON and leaves a live stream as it is', async () => {
    const { app } = await createServer({
      registerApi(api) {
        api.get('/api/many', async () => ({ rows: 'x'.repeat(5_000) }))
        api.get('/api/live', async (_request, reply) =>
          reply.type('text/event-stream').send(`data: ${'x'.repeat(5_000)}\n\n`),
        )
      },
    })
    const headers = { 'accept-encoding': 'gzip' }
    expect((await app.inject({ url: '/api/many', headers })).headers['content-encoding']).toBe('gzip')
    expect((await app.inject({ url: '/api/live', headers })).headers['content-encoding']).toBeUndefined()
  })
})

describe('HTTPS', () => {
  it('speaks HTTP/2 and, to older programs, HTTP/1.1', async () => {
    const tls = selfSignedCertificate()
    const server = await createServer({ config: { port: 0, host: '127.0.0.1', tls, metricsToken: undefined } })
    const port = await server.listen()

    const session = connect(`https://127.0.0.1:${port}`, { ca: tls.cert, checkServerIdentity: () => undefined })
    const stream = session.request({ [constants.HTTP2_HEADER_PATH]: '/healthz' })
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      stream.once('response', resolve)
      stream.once('error', reject)
    })
    expect(headers[':status']).toBe(200)
    expect(headers['strict-transport-security']).toBeDefined()
    stream.resume()
    session.close()

    const version = await new Promise<string>((resolve, reject) => {
      const options = {
        port,
        path: '/healthz',
        ca: tls.cert,
        checkServerIdentity: () => undefined,
        ALPNProtocols: ['http/1.1'],
        agent: false as const,
      }
      httpsRequest(options, (answer) => resolve(answer.resume().httpVersion))
        .once('error', reject)
        .end()
    })
    expect(version).toBe('1.1')
  })
})

describe('stopping', () => {
  it('lets a request under way finish, and takes no new ones', async () => {
    let release = () => undefined as void
    const held = new Promise<void>((resolve) => (release = resolve))
    let isAsked = () => undefined as void
    const asked = new Promise<void>((resolve) => (isAsked = resolve))
    const server = await createServer({
      registerApi: (api) =>
        void api.get('/api/slow', async () => {
          isAsked()
          await held
          return { done: true }
        }),
    })
    const port = await server.listen()
    const answer = fetch(`http://127.0.0.1:${port}/api/slow`)
    await asked
    const closed = server.close()
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
    release()
    expect(await (await answer).json()).toEqual({ done: true })
    await closed
  })

  it('does not wait for a live stream that nobody ends', async () => {
    const server = await createServer({
      drainMs: 200,
      registerApi: (api) =>
        void api.get('/api/live', (_request, reply) => {
          reply.hijack()
          reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
        }),
    })
    const port = await server.listen()
    const stream = await fetch(`http://127.0.0.1:${port}/api/live`)
    const reader = stream.body?.getReader()
    await reader?.read()
    const ended = reader?.read().catch((error: unknown) => error)
    const before = performance.now()
    await server.close()
    expect(performance.now() - before).toBeLessThan(3_000)
    await ended
  })
})
