/** What a Node process says of itself over the inspector: its heap after a full collection. The product has no hook for it. */

export type HeapFigures = { heapBytes: number; rssBytes: number; externalBytes: number }

export type Inspector = {
  /** After collecting garbage until nothing more goes. */
  heap(): Promise<HeapFigures>
  close(): void
}

export async function openInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url)
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error(`The inspector at ${url} does not answer`))
  })
  const waiting = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>()
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: { message: string } }
    if (message.id === undefined) return
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  }
  let sent = 0
  const send = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      sent += 1
      waiting.set(sent, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result as T)))
      socket.send(JSON.stringify({ id: sent, method, params }))
    })
  await send('HeapProfiler.enable')
  const usage = async () => {
    const { result } = await send<{ result: { value: NodeJS.MemoryUsage } }>('Runtime.evaluate', {
      expression: 'process.memoryUsage()',
      returnByValue: true,
    })
    return result.value
  }
  return {
    async heap() {
      let least = Infinity
      for (let round = 0; round < 6; round += 1) {
        await send('HeapProfiler.collectGarbage')
        const { heapUsed } = await usage()
        if (heapUsed > least - 10_000) break
        least = heapUsed
      }
      const { heapUsed, rss, external } = await usage()
      return { heapBytes: heapUsed, rssBytes: rss, externalBytes: external }
    },
    close: () => socket.close(),
  }
}
