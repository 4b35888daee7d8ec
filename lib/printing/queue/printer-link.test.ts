import { expect, it } from 'vitest'
import { createExchangeLog } from './exchange-log.ts'
import { createPrinterLink } from './printer-link.ts'
import type { PrintClock, PrinterPort } from './printer-port.ts'

/** Every wait is over at once. */
function hastyClock(): PrintClock {
  let at = 0
  return {
    now: () => at,
    after(ms, run) {
      const timer = setTimeout(() => {
        at += ms
        run()
      })
      return () => clearTimeout(timer)
    },
  }
}

it('the paper does not wait for what the log says of it, and the log says it masked', async () => {
  const happened: string[] = []
  const never = () => () => undefined
  const port: PrinterPort = {
    name: 'COM',
    write: async (bytes) => void happened.push(`left ${bytes.length}`),
    onBytes: never,
    onGarbled: never,
    onLost: never,
    discard: async () => undefined,
    close: async () => undefined,
  }
  const clock = hastyClock()
  const log = createExchangeLog(clock)
  const link = createPrinterLink({ port, clock, log, answers: false, baudRate: 9_600, isDirty: false })
  await link.greet()
  const outcome = await link.print({
    bytes: new Uint8Array(600).fill(0x41),
    masked() {
      happened.push('masked')
      return new Uint8Array(600).fill(0x2a)
    },
  })
  expect(outcome).toBe('sent')
  expect(happened).toEqual(['left 512', 'masked', 'left 88'])
  expect(log.export()).toContain('2a 2a 2a')
  expect(log.export()).not.toContain('41')
})
