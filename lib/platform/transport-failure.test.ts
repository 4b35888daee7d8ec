// Against a real HTTP server that misbehaves as servers and proxies do.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { TransportError } from '../sync/ports.ts'
import { call, createApi } from './api-client.ts'
import { createTransport } from './sync-transport.ts'

let server: Server | null = null
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = null
})

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answer =
  (status: number, body: string, type = 'application/json'): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  }
const failure = (status: number, reason: string) =>
  answer(
    status,
    JSON.stringify({
      error: { code: -32_000, message: 'no', data: { code: 'X', httpStatus: status, reason, path: null } },
    }),
  )

async function failureOf(origin: string, timeoutMs = 60_000): Promise<string> {
  const error = await call(createApi({ origin, timeoutMs }).device.me.query()).then(
    () => null,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(TransportError)
  expect((error as TransportError).cause).toBeDefined()
  return (error as TransportError).failure
}

test.each([
  ['device not known', failure(401, 'notEnrolled'), 'auth'],
  ['device revoked', failure(401, 'deviceRevoked'), 'auth'],
  ['role not allowed', failure(403, 'notAllowed'), 'auth'],
  ['too many', failure(429, 'limited'), 'limited'],
  ['our fault', failure(500, 'fault'), 'server'],
  ['a request the server does not take', failure(400, 'badRequest'), 'server'],
  ['a proxy’s page', answer(502, '<html>Bad gateway</html>', 'text/html'), 'server'],
  ['a captive portal', answer(200, '<html>Sign in to the Wi-Fi</html>', 'text/html'), 'server'],
  ['an empty answer', answer(200, ''), 'server'],
  ['JSON that is not ours', answer(200, '{"ok":true}'), 'server'],
])('%s', async (_what, listener, expected) => {
  expect(await failureOf(await serve(listener))).toBe(expected)
})

test('nobody there', async () => {
  const origin = await serve(answer(200, ''))
  server!.close()
  expect(await failureOf(origin)).toBe('offline')
})

test('a connection cut in the middle of the answer', async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"result":')
    setTimeout(() => response.destroy(), 20)
  })
  expect(await failureOf(origin)).toBe('offline')
})

test('no answer in time', async () => {
  expect(await failureOf(await serve(() => undefined), 100)).toBe('timeout')
})

test('an answer of an unknown shape is none', async () => {
  const origin = await serve(answer(200, JSON.stringify({ result: { data: { kind: 'pages', asOf: 'soon' } } })))
  const stream = { listen: () => () => undefined, poke: () => undefined }
  const transport = createTransport(createApi({ origin }), stream, () => undefined)
  const report = {
    queue: 0,
    oldestAgeMs: null,
    refused: 0,
    storage: { persisted: null, usageBytes: null, quotaBytes: null },
    sentAt: 0,
    appVersion: 'test',
  }
  await expect(transport.pull({ protocol: 1, personId: null, cursors: {}, limit: 5, report })).rejects.toMatchObject({
    name: 'TransportError',
    failure: 'server',
  })
})

test.each([
  [true, 'server'],
  [false, 'offline'],
])('nobody listens while the browser says onLine=%s: %s', async (onLine, expected) => {
  vi.stubGlobal('navigator', { onLine })
  const origin = await serve(() => undefined)
  await new Promise((resolve) => server!.close(resolve))
  server = null
  expect(await failureOf(origin)).toBe(expected)
  vi.unstubAllGlobals()
})
