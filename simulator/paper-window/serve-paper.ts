// A window onto the simulated printer: its paper as it comes out, and its paper, cover, cable and switch to try the till
// with. On loopback only.

import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { SimulatedPrinter } from '../printer/simulated-printer.ts'
import type { Cable } from '../serial/bench.ts'

export type PaperWindow = { url: string; close(): Promise<void> }

/** `port` 0: any that is free. */
export async function servePaper(printer: SimulatedPrinter, cable: Cable, port = 0): Promise<PaperWindow> {
  const page = readFileSync(path.join(import.meta.dirname, 'page.html'))
  let isOff = false

  const acts: Record<string, () => void> = {
    paper: () => (printer.state.paper === 'out' ? printer.loadPaper() : printer.runOutOfPaper()),
    cover: () => (printer.state.coverOpen ? printer.closeCover() : printer.openCover()),
    cable: () => (cable.isPlugged ? cable.unplug() : cable.plug()),
    power() {
      isOff = !isOff
      if (isOff) printer.switchOff()
      else printer.switchOn()
    },
  }

  const says = (): string =>
    [
      isOff ? 'switched off' : '',
      cable.isPlugged ? '' : 'the cable is out',
      printer.state.paper === 'out' ? 'no paper' : '',
      printer.state.coverOpen ? 'the cover is open' : '',
      printer.paper.pulses.length > 0 ? `the drawer was opened ${printer.paper.pulses.length} times` : '',
    ]
      .filter((part) => part !== '')
      .join(' · ')

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const act = url.pathname.startsWith('/do/') ? acts[url.pathname.slice(4)] : undefined
    if (request.method === 'POST' && act !== undefined) {
      act()
      response.writeHead(204).end()
    } else if (url.pathname === '/paper') {
      const { prints } = printer.paper
      const fresh = prints
        .slice(Number(url.searchParams.get('from') ?? 0))
        .map((print) => (print.kind === 'image' ? { ...print, rows: [...print.rows] } : print))
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ prints: fresh, total: prints.length, says: says() }))
    } else if (url.pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    } else response.writeHead(404).end()
  }

  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://localhost:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
