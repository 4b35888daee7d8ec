/** The scanner of one tab on the real browser. A chunk of its own. */
import { browserClock } from '../browser-clock.ts'
import { newId } from '../new-id.ts'
import { browserDevices } from '../ports/browser-devices.ts'
import { createTabChannel } from '../tab-channel.ts'
import { listenForWakeUps } from '../wake-ups.ts'
import { createLocks } from '../web-locks.ts'
import { createScanning, type Scanning, type ScanningOptions } from './create-scanning.ts'

export type ScanningNeeds = Pick<ScanningOptions, 'settings' | 'printer' | 'onFault'>

export function openScanning(needs: ScanningNeeds & Pick<ScanningOptions, 'roles'>): Scanning {
  const channel = createTabChannel('rodnik-scan')
  const scanning = createScanning({
    ...needs,
    devices: browserDevices(),
    locks: createLocks(),
    channel,
    clock: browserClock,
    tabId: newId(),
    onSlept: (slept) => listenForWakeUps({ online: () => undefined, visible: () => undefined, slept }),
    onFront(front) {
      window.addEventListener('focus', front)
      if (document.hasFocus()) front()
      return () => window.removeEventListener('focus', front)
    },
  })
  return {
    ...scanning,
    dispose() {
      scanning.dispose()
      channel.close()
    },
  }
}
