import { describe, expect, it } from 'vitest'
import { policyFor, policyJson, policyRegistry } from './policy-file.ts'

const origin = 'https://till.example:8443'

describe('the policy for this very till', () => {
  it('grants no more than the chosen cable or printer, by the way on which it is reached', () => {
    const ids = { vendorId: 1046, productId: 20497 }
    const device = [{ devices: [{ vendor_id: 1046, product_id: 20497 }], urls: [origin] }]
    expect(policyFor(origin, { road: 'serial', ...ids })).toEqual({ SerialAllowUsbDevicesForUrls: device })
    expect(policyFor(origin, { road: 'usbPrinter', ...ids })).toEqual({ WebUsbAllowDevicesForUrls: device })
    expect(policyFor(origin, { road: 'usbSerial', ...ids })).toEqual({ WebUsbAllowDevicesForUrls: device })
  })

  it('grants every serial port where none can be named: a COM port, or nothing chosen yet', () => {
    const all = { SerialAllowAllPortsForUrls: [origin] }
    expect(policyFor(origin, null)).toEqual(all)
    expect(policyFor(origin, { road: 'serial', vendorId: null, productId: null })).toEqual(all)
  })

  it('is the JSON that Chrome reads', () => {
    expect(JSON.parse(policyJson(policyFor(origin, null)))).toEqual({ SerialAllowAllPortsForUrls: [origin] })
  })

  it('is a registry file for Chrome and Edge: a list in a key of its own, all else as JSON in one value', () => {
    expect(policyRegistry(policyFor(origin, null)).split('\r\n')).toEqual([
      'Windows Registry Editor Version 5.00',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\SerialAllowAllPortsForUrls]',
      '"1"="https://till.example:8443"',
      '',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\SerialAllowAllPortsForUrls]',
      '"1"="https://till.example:8443"',
      '',
    ])
    const usb = policyRegistry(policyFor(origin, { road: 'usbPrinter', vendorId: 1, productId: 2 })).split('\r\n')
    expect(usb[2]).toBe('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome]')
    const quoted =
      '[{\\"devices\\":[{\\"vendor_id\\":1,\\"product_id\\":2}],\\"urls\\":[\\"https://till.example:8443\\"]}]'
    expect(usb[3]).toBe(`"WebUsbAllowDevicesForUrls"="${quoted}"`)
  })
})
