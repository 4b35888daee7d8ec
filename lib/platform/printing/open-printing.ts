/** The printing of one tab on the real browser: its ports, its locks, its jobs on disk. A chunk of its own. */
import { browserClock } from '../browser-clock.ts'
import { newId } from '../new-id.ts'
import { createTabChannel } from '../tab-channel.ts'
import { createLocks } from '../web-locks.ts'
import { browserDevices } from '../ports/browser-devices.ts'
import { createPrinting, type Printing, type PrintingOptions } from './create-printing.ts'
import { openJobStore } from './idb-job-store.ts'

export type PrintingNeeds = Pick<PrintingOptions, 'settings' | 'localTime' | 'onFault' | 'scannerPort'>

export async function openPrinting(needs: PrintingNeeds & Pick<PrintingOptions, 'roles'>): Promise<Printing> {
  const store = await openJobStore({ now: () => browserClock.now(), onFault: needs.onFault })
  const channel = createTabChannel('rodnik-print')
  const printing = createPrinting({
    ...needs,
    devices: browserDevices(),
    locks: createLocks(),
    channel,
    clock: browserClock,
    store,
    tabId: newId(),
  })
  return {
    ...printing,
    dispose() {
      printing.dispose()
      channel.close()
      store.close()
    },
  }
}
