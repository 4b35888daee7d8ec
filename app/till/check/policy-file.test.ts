import { describe, expect, it } from 'vitest'
import { policyFor, policyJson, policyRegistry } from './policy-file.ts'

const origin = 'https://till.example:8443'
const screen = { PopupsAllowedForUrls: [origin], WindowManagementAllowedForUrls: [origin] }
const allowed = (...ids: [vendorId: number, productId: number][]) => [
  { devices: ids.map(([vendor_id, product_id]) => ({ vendor_id, product_id })), urls: [origin] },
]

describe('the policy for this very till', () => {
  it('grants no more than the chosen cable or printer, by the way on which it is reached', () => {
    const ids = { vendorId: 1046, productId: 20497 }
    const device = allowed([1046, 20497])
    const [serial, usb] = [{ SerialAllowUsbDevicesForUrls: device }, { WebUsbAllowDevicesForUrls: device }]
    expect(policyFor(origin, { road: 'serial', ...ids }, null)).toEqual({ ...serial, ...screen })
    expect(policyFor(origin, { road: 'usbPrinter', ...ids }, null)).toEqual({ ...usb, ...screen })
    expect(policyFor(origin, { road: 'usbSerial', ...ids }, null)).toEqual({ ...usb, ...screen })
  })

  it('grants every serial port where none can be named: a COM port, or nothing chosen yet', () => {
    const all = { SerialAllowAllPortsForUrls: [origin], ...screen }
    const com = { road: 'serial', vendorId: null, productId: null } as const
    expect(policyFor(origin, null, null)).toEqual(all)
    expect(policyFor(origin, com, null)).toEqual(all)
    expect(policyFor(origin, { road: 'serial', vendorId: 1, productId: 2 }, com)).toEqual(all)
  })

  it('grants the scanner on a port too, each device once', () => {
    const printer = { road: 'serial', vendorId: 1, productId: 2 } as const
    const scanner = { road: 'serial', vendorId: 3, productId: 4 } as const
    const both = { SerialAllowUsbDevicesForUrls: allowed([1, 2], [3, 4]), ...screen }
    expect(policyFor(origin, printer, scanner)).toEqual(both)
    expect(policyFor(origin, printer, printer)).toEqual({ SerialAllowUsbDevicesForUrls: allowed([1, 2]), ...screen })
    expect(policyFor(origin, { ...printer, road: 'usbPrinter' }, scanner)).toEqual({
      SerialAllowUsbDevicesForUrls: allowed([3, 4]),
      WebUsbAllowDevicesForUrls: allowed([1, 2]),
      ...screen,
    })
    expect(policyFor(origin, { ...printer, vendorId: null }, { ...scanner, road: 'usbSerial' })).toEqual({
      SerialAllowAllPortsForUrls: [origin],
      WebUsbAllowDevicesForUrls: allowed([3, 4]),
      ...screen,
    })
  })

  it('is the JSON that Chrome reads', () => {
    expect(JSON.parse(policyJson(policyFor(origin, null, null)))).toEqual({
      SerialAllowAllPortsForUrls: [origin],
      ...screen,
    })
  })

  it('is a registry file for Chrome and Edge: a list in a key of its own, all else as JSON in one value', () => {
    expect(policyRegistry(policyFor(origin, null, null)).split('\r\n')).toEqual([
      'Windows Registry Editor Version 5.00',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\SerialAllowAllPortsForUrls]',
      '"1"="https://till.example:8443"',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\PopupsAllowedForUrls]',
      '"1"="https://till.example:8443"',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\WindowManagementAllowedForUrls]',
      '"1"="https://till.example:8443"',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\SerialAllowAllPortsForUrls]',
      '"1"="https://till.example:8443"',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\PopupsAllowedForUrls]',
      '"1"="https://till.example:8443"',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\WindowManagementAllowedForUrls]',
      '"1"="https://till.example:8443"',
      '',
    ])
    const printer = { road: 'usbPrinter', vendorId: 1, productId: 2 } as const
    const usb = policyRegistry(policyFor(origin, printer, null)).split('\r\n')
    expect(usb[2]).toBe('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome]')
    const quoted =
      '[{\\"devices\\":[{\\"vendor_id\\":1,\\"product_id\\":2}],\\"urls\\":[\\"https://till.example:8443\\"]}]'
    expect(usb[3]).toBe(`"WebUsbAllowDevicesForUrls"="${quoted}"`)
  })
})
