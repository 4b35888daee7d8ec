/** Everything that hears a scanner on a port, put together for one tab. Loaded where one was set up, or is to be. */
import type { BrowserDevices } from '../ports/browser-devices.ts'
import { createDeviceOwner, type DeviceOwner, type OwningTab } from '../ports/device-owner.ts'
import { createDevicePorts } from '../ports/device-ports.ts'
import { createPortChoice, type PortChoice } from '../ports/port-choice.ts'
import type { PortRoles } from '../ports/port-roles.ts'
import type { PrinterBeside } from './open-scanner-ports.ts'
import { createScannerConnection, type ScannerConnection, type ScannerSettings } from './scanner-connection.ts'

export type Scanning = PortChoice & {
  connection: Pick<ScannerConnection, 'state' | 'onChange' | 'onScan' | 'reconnect'>
  owner: Pick<DeviceOwner, 'isOwner' | 'onChange' | 'takeOver'>
  dispose(): void
}

export type ScanningOptions = OwningTab & {
  devices: BrowserDevices
  /** What is known of ports that look alike; one for all devices of a tab. */
  roles: PortRoles
  /** null: no scanner on a port was set up on this device. Read whenever it is looked for. */
  settings: () => ScannerSettings | null
  /** The printer of this till, which may hang on a port that looks the same. */
  printer: () => PrinterBeside | null
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
    ...createPortChoice('scanner', { ports, roles }),
    dispose() {
      for (const stop of stops) stop()
      owner.dispose()
    },
  }
}
