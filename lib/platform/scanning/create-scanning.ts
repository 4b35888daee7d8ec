/** Everything that hears a scanner on a port, put together for one tab. Loaded where one was set up, or is to be. */
import type { PrintClock } from '../../printing/queue/printer-port.ts'
import type { TabChannel } from '../../store/tab-news.ts'
import type { Locks } from '../../sync/ports.ts'
import type { BrowserDevices, SerialLine } from '../ports/browser-devices.ts'
import { createDeviceOwner, type DeviceOwner } from '../ports/device-owner.ts'
import { createDevicePorts, type Road } from '../ports/device-ports.ts'
import type { PortRoles } from '../ports/port-roles.ts'
import { remember, type RememberedPort } from '../ports/remembered-port.ts'
import type { PrinterBeside } from './open-scanner-ports.ts'
import { createScannerConnection, type ScannerConnection, type ScannerSettings } from './scanner-connection.ts'

export type Scanning = {
  connection: Pick<ScannerConnection, 'state' | 'onChange' | 'onScan' | 'reconnect'>
  owner: Pick<DeviceOwner, 'isOwner' | 'onChange' | 'takeOver'>
  /** Ways to a scanner that this browser can show a list for, the likeliest first. */
  roads(): Road[]
  /** The browser's list of devices; from a click. null: nothing was picked. The answer is to be kept in the settings. */
  choosePort(road: Road, line: SerialLine): Promise<RememberedPort | null>
  dispose(): void
}

export type ScanningOptions = {
  devices: BrowserDevices
  locks: Pick<Locks, 'lead'>
  channel: TabChannel
  clock: PrintClock
  tabId: string
  /** What is known of ports that look alike; one for all devices of a tab. */
  roles: PortRoles
  /** null: no scanner on a port was set up on this device. Read whenever it is looked for. */
  settings: () => ScannerSettings | null
  /** The printer of this till, which may hang on a port that looks the same. */
  printer: () => PrinterBeside | null
  onFault: (error: unknown) => void
  /** Calls back when the machine slept: ports may be dead without an event. */
  onSlept: (slept: () => void) => () => void
  /** Calls back when a person turns to this tab: what is scanned from now on is meant for it. */
  onFront: (front: () => void) => () => void
}

export function createScanning(options: ScanningOptions): Scanning {
  const { devices, locks, channel, clock, tabId, roles, settings, printer, onFault, onSlept, onFront } = options
  const ports = createDevicePorts(devices)
  const connection = createScannerConnection({ ports, clock, roles, settings, printer, onFault })
  const owner = createDeviceOwner({
    lockName: 'rodnik-scanner',
    locks,
    channel,
    clock,
    tabId,
    work: (signal) => connection.run(signal),
    onFault,
  })
  const stops = [
    ports.onPlugged(() => connection.nudge()),
    roles.onLearned(() => connection.nudge()),
    onSlept(() => connection.reconnect()),
    onFront(() => owner.takeOver()),
  ]
  return {
    connection,
    owner,
    roads: () => ports.roads().filter((road) => road !== 'usbPrinter'),
    async choosePort(road, line) {
      const found = await ports.request(road)
      if (found) roles.learn(found, 'scanner')
      return found && remember(found, line)
    },
    dispose() {
      for (const stop of stops) stop()
      owner.dispose()
    },
  }
}
