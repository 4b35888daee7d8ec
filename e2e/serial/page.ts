// The page of the serial conformance suite, and of the store for print jobs: the rules run inside Chromium, on its
// streams, its events and its IndexedDB.

import { describeJobStore } from '../../lib/printing/queue/testing/job-store-contract.ts'
import { openJobStore } from '../../lib/platform/printing/idb-job-store.ts'
import { describeSerial } from '../../simulator/serial/conformance.ts'
import { FakeSerial } from '../../simulator/serial/fake-serial.ts'
import type { HostEvent } from '../../simulator/serial/host.ts'
import { createPageHost } from '../../simulator/serial/page-host.ts'
import { watchTouch } from '../../simulator/serial/touched.ts'
import { expect, runAll, test, type Outcome } from '../store/run-in-page.ts'

declare global {
  interface Window {
    runSerial: () => Promise<Outcome[]>
    /** The hand that moves the cable, outside; answers when this page has heard what came of it. */
    drive: (what: string, arg?: unknown) => Promise<unknown>
  }
}

describeSerial('navigator.serial, the fake in Chromium', async () => {
  await window.drive('begin')
  const serial = new FakeSerial({
    host: createPageHost({
      ask: (method, args) => window.rodnikWire!(method, args),
      onEvent: (heard: (event: HostEvent) => void) => void (window.rodnikWireEvent = heard),
    }),
    isActive: watchTouch(),
  })
  const drive = async (what: string, arg?: unknown): Promise<void> => void (await window.drive(what, arg))
  return {
    serial,
    touch: () => drive('touch'),
    pick: (what) => drive('pick', what),
    unplug: () => drive('unplug'),
    plug: () => drive('plug'),
    hold: (isHeld) => drive('hold', isHeld),
    occupy: (isOccupied) => drive('occupy', isOccupied),
    failRead: (name) => drive('failRead', name),
    received: async () => (await window.drive('received')) as number[],
    pass: (ms) => drive('pass', ms),
    dispose: async () => undefined,
  }
})

describeJobStore('print jobs in the IndexedDB of Chromium', async () => {
  const opened: { close(): void }[] = []
  return {
    async open() {
      // In the days of the rules: a store opened decades later would forget what had ended.
      const store = await openJobStore({ now: () => 5000, onFault: (error) => console.error(error) })
      opened.push(store)
      return store
    },
    async destroy() {
      for (const store of opened) store.close()
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('rodnik-print')
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error ?? new Error('The print jobs could not be deleted'))
      })
    },
  }
})

// Whether this runner can fail at all.
test('a wrong answer is noticed', () => expect([1]).toEqual([2]))

window.runSerial = runAll
