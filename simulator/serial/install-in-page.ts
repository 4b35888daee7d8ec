// Runs in a page before its own scripts: puts the fakes in the place of navigator.serial and navigator.usb. The bench of
// cables stays outside, behind the binding `rodnikWire`.

import { FakeSerial } from './fake-serial.ts'
import { FakeUsb } from './fake-usb.ts'
import type { HostEvent } from './host.ts'
import { createPageHost } from './page-host.ts'
import { watchTouch } from './touched.ts'

declare global {
  interface Window {
    rodnikWire?: (method: string, args: unknown[]) => Promise<unknown>
    rodnikWireEvent?: (event: HostEvent) => void
  }
}

const { rodnikWire } = window
// Frames and error pages have no wire.
if (rodnikWire !== undefined && window === window.top) {
  // A new document is a new tab for the devices: what the old one had open is closed.
  const isReady = rodnikWire('begin', [])
  const host = createPageHost({
    ask: async (method, args) => {
      await isReady
      return rodnikWire(method, args)
    },
    onEvent: (heard) => void (window.rodnikWireEvent = heard),
  })
  const isActive = watchTouch()
  const replace = (name: 'serial' | 'usb', value: object) =>
    Object.defineProperty(navigator, name, { value, configurable: true })
  replace('serial', new FakeSerial({ host, isActive }))
  replace('usb', new FakeUsb({ host, isActive }))
}
