import { expect, it } from 'vitest'
import { announceWindow, isWindowComing } from './coming-window.ts'

it('a window is coming until each that was asked for is here, told once or twice', () => {
  expect(isWindowComing()).toBe(false)
  const [payment, keys] = [announceWindow(), announceWindow()]
  payment()
  payment()
  expect(isWindowComing()).toBe(true)
  keys()
  expect(isWindowComing()).toBe(false)
})
