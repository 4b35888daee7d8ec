// Issue 3: hotkeys for everything, with an overlay that shows them. users.md 20: never a bare digit or letter.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const keysIn = (file: string): string[] =>
  [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/\bkey: '([^']+)'/g)].map(([, key = '']) => key)

/** The frame's help, and what works on every screen of the till. */
const everywhere = ['?', 'F1', ...keysIn('till-workplace.tsx')]
/** The list of receipts, and the field above it. */
const receipts = ['/', ...keysIn('receipts/receipts-screen.tsx')]
const screens: [screen: string, acts: number, keys: string[]][] = [
  ['the sale with its payment', 20, [...keysIn('sale/sale-screen.tsx'), ...keysIn('pay/pay-dialog.tsx')]],
  ['a receipt', 4, [...receipts, ...keysIn('receipts/receipt-view.tsx'), ...keysIn('receipts/return-act.tsx')]],
  ['a receipt of another till', 3, [...receipts, ...keysIn('receipts/return-act.tsx')]],
  ['the open shift', 4, keysIn('shift/running-shift.tsx')],
  ['a closed shift', 1, keysIn('shift/closed-shift.tsx')],
]

/** Menus, address, reload, whole screen, tools, the way back, the window itself: the browser's own, or not to be taken from people. */
const chromes = /^(F5|F11|F12|Alt\+(D|E|F|F4|Home|Space|ArrowLeft|ArrowRight)|Ctrl\+.*)$/

it.each(screens)('%s has %i keys of its own, none twice, none of the browser’s, none that types', (_, acts, keys) => {
  expect(keys).toHaveLength(acts)
  const all = [...everywhere, ...keys]
  expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([])
  expect(all.filter((key) => chromes.test(key))).toEqual([])
  expect(all.filter((key) => /^[\p{L}\p{N}]$/u.test(key))).toEqual([])
})

it('sale, receipts, shift, printer and check of the till are one key away from anywhere', () => {
  expect(everywhere).toEqual(expect.arrayContaining(['Alt+S', 'Alt+R', 'Alt+M', 'Alt+I', 'Alt+K']))
})
