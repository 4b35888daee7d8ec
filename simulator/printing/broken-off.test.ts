// Whatever byte a job broke off at, in an earlier life of the page, the printer is ready again while the cashier looks.

import { expect, test } from 'vitest'
import { createPrintWorld, jobOf } from './print-world.ts'

test('users.md 2: cut at any byte of a receipt, the printer listens again within half a minute', async () => {
  const sent = await bytesOfReceipt()
  const late: string[] = []
  for (let cut = 1; cut < sent.length; cut += 1) {
    const world = createPrintWorld({ line: { baudRate: 9_600 } })
    world.printer.receive(sent.subarray(0, cut))
    const tab = world.openTab()
    let waitedMs = 0
    while (tab.connection.state.kind !== 'ready' && waitedMs < 240_000) {
      await world.run(1_000)
      waitedMs += 1_000
    }
    tab.close()
    if (waitedMs > 30_000)
      late.push(`byte ${cut} behind ${hex(sent.subarray(Math.max(0, cut - 6), cut))}: ${waitedMs} ms`)
  }
  expect(sent.length).toBeGreaterThan(200)
  expect(late).toEqual([])
})

async function bytesOfReceipt(): Promise<Uint8Array> {
  const world = createPrintWorld()
  const tab = world.openTab()
  await world.run(5_000)
  const bytes: number[] = []
  const receive = world.printer.receive.bind(world.printer)
  world.printer.receive = (part) => {
    bytes.push(...part)
    return receive(part)
  }
  await tab.queue.add(jobOf('1'))
  await world.run(30_000)
  tab.close()
  return Uint8Array.from(bytes)
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
