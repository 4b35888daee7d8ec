/** Bare live streams: a socket each, the request as a browser's EventSource sends it, and nothing kept of what comes. */
import { once } from 'node:events'
import net from 'node:net'

export type LiveClient = {
  /** Events with data so far (pings and comments do not count). */
  events(): number
  close(): void
  readonly socket: net.Socket
}

/** Resolves when the stream is open. */
export async function openLiveStream(port: number, cookie: string): Promise<LiveClient> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  socket.write(
    `GET /api/live HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\nCookie: ${cookie}\r\n\r\n`,
  )
  let events = 0
  let head = ''
  await new Promise<void>((resolve, reject) => {
    const onHead = (part: Buffer) => {
      head += part.toString('latin1')
      if (!head.includes('retry:')) {
        if (/^HTTP\/1\.1 [345]/.test(head)) reject(new Error(`A live stream was refused: ${head.slice(0, 200)}`))
        return
      }
      socket.off('data', onHead)
      socket.off('close', onClose)
      resolve()
    }
    const onClose = () => reject(new Error('A live stream was closed while it opened'))
    socket.on('data', onHead)
    socket.once('close', onClose)
    socket.once('error', reject)
  })
  socket.on('data', (part: Buffer) => {
    if (part.includes('"clock"')) events += 1
  })
  return { events: () => events, close: () => socket.destroy(), socket }
}

/** Opens them `atOnce` at a time. */
export async function openLiveStreams(port: number, cookies: readonly string[], atOnce = 50): Promise<LiveClient[]> {
  const open: LiveClient[] = []
  for (let from = 0; from < cookies.length; from += atOnce) {
    open.push(...(await Promise.all(cookies.slice(from, from + atOnce).map((cookie) => openLiveStream(port, cookie)))))
  }
  return open
}
