import { expect, test } from 'vitest'
import type { PrinterPort } from '../../printing/queue/printer-port.ts'
import { isPrinter } from './ask-printer.ts'
import { handClock } from './testing/hand-clock.ts'

/** All is well, as every ESC/POS printer says it. */
const wellAnswer = Uint8Array.of(0x12)

function askedPort() {
  const { clock, pass } = handClock()
  let hear: (bytes: Uint8Array) => void = () => undefined
  const never = () => () => undefined
  const port: PrinterPort = {
    name: 'COM',
    write: async () => undefined,
    onBytes(listener) {
      hear = listener
      return () => (hear = () => undefined)
    },
    onGarbled: never,
    onLost: never,
    discard: async () => undefined,
    close: async () => undefined,
  }
  return { is: isPrinter(port, clock), answer: () => hear(wellAnswer), pass }
}

test('who answers the question is a printer', async () => {
  const { is, answer, pass } = askedPort()
  pass(100)
  answer()
  pass(80)
  expect(await is).toBe(true)
})

test('who says nothing is none', async () => {
  const { is, pass } = askedPort()
  pass(800)
  expect(await is).toBe(false)
})

test('a page that stood still while the answer came looks at it before it says that there was none', async () => {
  const { is, answer, pass } = askedPort()
  pass(2_000)
  answer()
  pass(80)
  expect(await is).toBe(true)
})

test('a page whose timers are always late comes to an end too', async () => {
  const { is, pass } = askedPort()
  for (let late = 0; late < 4; late += 1) pass(2_000)
  expect(await is).toBe(false)
})
