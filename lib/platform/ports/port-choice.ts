/** A person picks the port of the printer or the scanner from the browser's own list. */
import type { SerialLine } from './browser-devices.ts'
import type { DevicePorts, Road } from './device-ports.ts'
import type { PortRole, PortRoles } from './port-roles.ts'
import { remember, type RememberedPort } from './remembered-port.ts'

export type PortChoice = {
  /** Ways to the device that this browser can show a list for, the likeliest first. */
  roads(): Road[]
  /** The browser's list of devices; from a click. null: nothing was picked. The answer is to be kept in the settings. */
  choosePort(road: Road, line: SerialLine): Promise<RememberedPort | null>
}

export const createPortChoice = (
  role: PortRole,
  { ports, roles }: { ports: DevicePorts; roles: PortRoles },
): PortChoice => ({
  // The class of USB printers has nothing else in it.
  roads: () => ports.roads().filter((road) => role === 'printer' || road !== 'usbPrinter'),
  async choosePort(road, line) {
    const found = await ports.request(road)
    if (found) roles.learn(found, role)
    return found && remember(found, line)
  },
})
