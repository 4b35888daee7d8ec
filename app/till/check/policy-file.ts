/**
 * The administrator's policy that grants this till's port to this very address without a question (docs/printing.md):
 * as the JSON file that Chrome reads on Linux, and as the registry file for Windows.
 */
import type { RememberedPort } from '../../../lib/platform/ports/remembered-port.ts'

type Devices = { devices: { vendor_id: number; product_id: number }[]; urls: string[] }
export type Policy = {
  SerialAllowAllPortsForUrls?: string[]
  SerialAllowUsbDevicesForUrls?: Devices[]
  WebUsbAllowDevicesForUrls?: Devices[]
}

/**
 * Only what the chosen port needs. A port without a maker (COM), and a till whose printer is not chosen yet, get all
 * serial ports: a policy cannot name one of them.
 */
export function policyFor(
  origin: string,
  port: Pick<RememberedPort, 'road' | 'vendorId' | 'productId'> | null,
): Policy {
  if (port === null || port.vendorId === null || port.productId === null)
    return { SerialAllowAllPortsForUrls: [origin] }
  const devices: Devices[] = [{ devices: [{ vendor_id: port.vendorId, product_id: port.productId }], urls: [origin] }]
  return port.road === 'serial' ? { SerialAllowUsbDevicesForUrls: devices } : { WebUsbAllowDevicesForUrls: devices }
}

export const policyJson = (policy: Policy): string => JSON.stringify(policy, null, 2) + '\n'

const keys = ['SOFTWARE\\Policies\\Google\\Chrome', 'SOFTWARE\\Policies\\Microsoft\\Edge']

/** For Chrome and Edge. Lists stand as numbered values of a key of their own, all else as JSON in one value. */
export function policyRegistry(policy: Policy): string {
  const rows = keys.flatMap((key) => {
    const path = `HKEY_LOCAL_MACHINE\\${key}`
    const { SerialAllowAllPortsForUrls: all = [], ...rest } = policy
    return [
      ...(all.length === 0
        ? []
        : [`[${path}\\SerialAllowAllPortsForUrls]`, ...all.map((url, i) => value(`${i + 1}`, url)), '']),
      ...(Object.keys(rest).length === 0
        ? []
        : [`[${path}]`, ...Object.entries(rest).map(([name, one]) => value(name, JSON.stringify(one))), '']),
    ]
  })
  return ['Windows Registry Editor Version 5.00', '', ...rows].join('\r\n')
}

const value = (name: string, text: string): string => `"${name}"="${text.replace(/["\\]/g, '\\$&')}"`
