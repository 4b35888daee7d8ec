// A server in front of Rodnik, as a reverse proxy in a company stands: it hands everything on, can lose the way to the API,
// and can have the next version of the app while Rodnik itself stays as it is.

import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Front {
  url: string
  /** Whether the API is reached. What is asked meanwhile gets no answer; the app's own files come as before. */
  reachApi(isReached: boolean): void
  /** Until then the app is as Rodnik has it. The next version is the same app and says that it is the next one. */
  offerNextVersion(): void
  close(): Promise<void>
}

/** The next version's worker answers this question from a page. */
export const whichVersion = { asked: 'journey:which', next: 'journey:next' }

const nextWorker = `
self.addEventListener('message', (event) => {
  if (event.data === '${whichVersion.asked}') event.source.postMessage('${whichVersion.next}')
})`

export async function startFront(rodnikUrl: string): Promise<Front> {
  let isApiReached = true
  let isNextOffered = false
  const server = http.createServer((request, response) => {
    const address = request.url ?? '/'
    if (address.startsWith('/api/') && !isApiReached) return void response.destroy()
    const isWorker = address === '/sw.js' && isNextOffered
    const headers: http.OutgoingHttpHeaders = {
      ...request.headers,
      ...(isWorker ? { 'accept-encoding': 'identity' } : {}),
    }
    if (isWorker) for (const name of ['if-none-match', 'if-modified-since']) delete headers[name]
    const asked = http.request(rodnikUrl + address, { method: request.method, headers }, (answer) => {
      const told: http.OutgoingHttpHeaders = { ...answer.headers }
      if (isWorker) for (const name of ['content-length', 'etag', 'last-modified']) delete told[name]
      response.writeHead(answer.statusCode ?? 502, told)
      answer.pipe(response, { end: !isWorker })
      if (isWorker) answer.on('end', () => response.end(nextWorker))
    })
    asked.on('error', () => response.destroy())
    response.on('close', () => asked.destroy())
    request.pipe(asked)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    reachApi(isReached) {
      isApiReached = isReached
    },
    offerNextVersion() {
      isNextOffered = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
