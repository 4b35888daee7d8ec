/**
 * The administrator's policy that grants this very address, without a question, what a till needs (docs/printing.md): its
 * ports, and a window on the customer's monitor. As the JSON file that Chrome reads on Linux, and as the registry file
 * for Windows.
 */
import type { RememberedPort } from '../../../lib/platform/ports/remembered-port.ts'

type Devices = { devices: { vendor_id: number; product_id: number }[]; urls: string[] }
export type Policy = {
  SerialAllowAllPortsForUrls?: string[]
  SerialAllowUsbDevicesForUrls?: Devices[]
  WebUsbAllowDevicesForUrls?: Devices[]
  PopupsAllowedForUrls: string[]
  WindowManagementAllowedForUrls: string[]
}
export type PolicyPort = Pick<RememberedPort, 'road' | 'vendorId' | 'productId'>
type NamedPort = PolicyPort & { vendorId: number; productId: number }

/**
 * Only what the chosen ports need. A port without a maker (COM), and a till whose printer is not chosen yet, get all
 * serial ports: a policy cannot name one of them. `scanner` null: it types, as most do.
 */
export function policyFor(origin: string, printer: PolicyPort | null, scanner: PolicyPort | null): Policy {
  const named = namedPorts(printer, scanner)
  const devices = (isSerial: boolean): Devices[] => {
    const found = named.filter(({ road }) => (road === 'serial') === isSerial)
    const ids = found.map(({ vendorId, productId }) => ({ vendor_id: vendorId, product_id: productId }))
    return ids.length === 0 ? [] : [{ devices: ids, urls: [origin] }]
  }
  const [serial, usb] = [devices(true), devices(false)]
  const isAll = printer === null || !isNamed(printer) || (scanner !== null && !isNamed(scanner))
  return {
    ...(isAll && { SerialAllowAllPortsForUrls: [origin] }),
    ...(!isAll && serial.length > 0 && { SerialAllowUsbDevicesForUrls: serial }),
    ...(usb.length > 0 && { WebUsbAllowDevicesForUrls: usb }),
    PopupsAllowedForUrls: [origin],
    WindowManagementAllowedForUrls: [origin],
  }
}

/** Two cables of one make are one entry: a policy cannot tell them apart. */
export function namedPorts(...ports: (PolicyPort | null)[]): NamedPort[] {
  const named = ports.filter((port) => port !== null).filter(isNamed)
  const nameOf = ({ road, vendorId, productId }: NamedPort) => `${road === 'serial'} ${vendorId} ${productId}`
  return [...new Map(named.map((port) => [nameOf(port), port])).values()]
}

const isNamed = (port: PolicyPort): port is NamedPort => port.vendorId !== null && port.productId !== null

export const policyJson = (policy: Policy): string => JSON.stringify(policy, null, 2) + '\n'

const keys = ['SOFTWARE\\Policies\\Google\\Chrome', 'SOFTWARE\\Policies\\Microsoft\\Edge']

/** For Chrome and Edge. A list of addresses stands as numbered values of a key of its own, all else as JSON in one value. */
export function policyRegistry(policy: Policy): string {
  const all = Object.entries(policy)
  const lists = all.flatMap(([name, list]) => (isAddresses(list) ? [{ name, list }] : []))
  const rest = all.filter(([, list]) => !isAddresses(list))
  const rows = keys.flatMap((key) => {
    const path = `HKEY_LOCAL_MACHINE\\${key}`
    return [
      ...(rest.length === 0 ? [] : [`[${path}]`, ...rest.map(([name, one]) => value(name, JSON.stringify(one))), '']),
      ...lists.flatMap(({ name, list }) => [`[${path}\\${name}]`, ...list.map((url, i) => value(`${i + 1}`, url)), '']),
    ]
  })
  return ['Windows Registry Editor Version 5.00', '', ...rows].join('\r\n')
}

const isAddresses = (list: readonly (string | Devices)[]): list is string[] =>
  list.every((one) => typeof one === 'string')
const value = (name: string, text: string): string => `"${name}"="${text.replace(/["\\]/g, '\\$&')}"`
