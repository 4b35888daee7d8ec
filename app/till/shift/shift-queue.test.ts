import { expect, it } from 'vitest'
import { shiftQueue } from './shift-queue.ts'

const one = (kind: string, id: string, state: string) => ({ target: { kind, id }, state })

it('users.md 10: tells what of this shift is not sent, held or refused, and of no other', () => {
  const tray = [
    one('receipt', 'till:3:1', 'waiting'),
    one('receipt', 'till:3:2', 'waiting'),
    one('shift', 'till:3', 'waiting'),
    one('receipt', 'till:3:3', 'held'),
    one('receipt', 'till:3:4', 'refused'),
    one('receipt', 'till:31:1', 'waiting'),
    one('shift', 'till:2', 'waiting'),
    one('parked', 'till:3', 'waiting'),
  ]
  expect(shiftQueue(tray, 'till:3')).toEqual({ waiting: 3, held: 1, refused: 1 })
})
