import { expect, it } from 'vitest'
import { judgePin } from './pin-rules.ts'

it.each([
  '1111',
  '00000000',
  '1234',
  '4321',
  '0123',
  '7890',
  '2468',
  '1212',
  '123123',
  '2580',
  '1122',
  '1987',
  '2026',
  '12345678',
])('refuses %s as too simple', (pin) => expect(judgePin(pin)).toBe('tooSimple'))

it.each(['', '123', '123456789', '12a4', '１２３５', ' 5820', '58 20', '-5820'])(
  'refuses %j: not four to eight digits',
  (pin) => expect(judgePin(pin)).toBe('wrongLength'),
)

it.each(['5820', '7391', '6284', '04915', '918273', '20481357'])('takes %s', (pin) => expect(judgePin(pin)).toBe('ok'))
