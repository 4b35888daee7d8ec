import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it, vi } from 'vitest'
import { doneAt } from '../../../lib/domain/done-at.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { openJobStore } from '../../../lib/platform/printing/idb-job-store.ts'
import { createPrintQueue } from '../../../lib/printing/queue/print-queue.ts'
import { printerKey } from './printer-settings.ts'
import { TillDay } from './testing/till-day.ts'
import { createTillPrinter } from './till-printer.ts'

vi.stubGlobal('IDBKeyRange', IDBKeyRange)

const slow = Date.UTC(2020, 0, 1, 9)
const right = Date.UTC(2026, 10, 22, 12)

it('users.md 9 and 19: a till whose clock was years slow for a morning prints nothing twice when it is put right', async () => {
  const factory = new IDBFactory()
  const day = new TillDay()
  day.close([water()])
  // Sent when the network came back: the server puts it on its own clock.
  const at = doneAt({ madeAt: slow, clockOffsetMs: 0 } as never, { now: right } as never)
  const receipt = { ...day.receipts[0]!, at }
  const start = async (now: number) => {
    const onFault = (error: unknown): void => {
      throw error
    }
    const store = await openJobStore({ factory, now: () => now, onFault })
    const queue = createPrintQueue({
      store,
      clock: { now: () => now, after: () => () => undefined },
      drawLine: null,
      localTime: () => '2026-11-22T14:05',
      staleAfterMs: 600_000,
      onStored: () => undefined,
      onFault,
    })
    const live = <T>(value: T) => ({ get: () => value, subscribe: () => () => undefined })
    const shown = { id: receipt.id, body: receipt, pending: 0 }
    const books = {
      one: ({ id }: { id: string }) => live(id === receipt.id ? shown : null),
      list: () => live([shown]),
      keep: (key: string, initial: unknown) => live(key === printerKey ? { port: {}, profile: {} } : initial),
      newId: () => 'new',
      now: () => now,
    }
    const printer = createTillPrinter(books as unknown as Parameters<typeof createTillPrinter>[0], {
      queue: async () => queue,
      cashier: () => 'Кира',
      code: async () => 'code',
    })
    return { store, queue, printer }
  }
  const before = await start(slow)
  await before.printer.printReceipt(receipt.id, { receipt })
  await before.store.update(`receipt:${receipt.id}`, { state: 'printed', changedAt: slow })
  before.store.close()

  // The page starts anew five minutes after the receipt was sent.
  const after = await start(right + 300_000)
  // Waits its turn behind what the start itself forgets.
  expect(await after.store.update('none', {})).toBeNull()
  await after.printer.printLost(receipt.tillId, slow)
  expect(after.queue.jobs().map(({ id }) => id)).toEqual([])
})
