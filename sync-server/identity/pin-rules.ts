/** Which PINs are taken: four to eight digits, none of those that everybody tries first. */

const minDigits = 4
const maxDigits = 8

export type PinVerdict = 'ok' | 'wrongLength' | 'tooSimple'

export function judgePin(pin: string): PinVerdict {
  if (!/^\d+$/.test(pin) || pin.length < minDigits || pin.length > maxDigits) return 'wrongLength'
  return isRepetition(pin) || isSequence(pin) || isYear(pin) || keypadFigures.has(pin) ? 'tooSimple' : 'ok'
}

/** Lines and corners of the keypad, and doubled digits: what remains of the commonest PINs. */
const keypadFigures = new Set([
  '2580',
  '0852',
  '1379',
  '1397',
  '1122',
  '1221',
  '2211',
  '5683',
  '112233',
  '147258',
  '159753',
  '258456',
])

/** 1111, 1212, 123123: one piece again and again. */
function isRepetition(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length++) {
    if (pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length)) return true
  }
  return false
}

/** 1234, 9876, 2468, 7890: by one or two, up or down, over the zero too. */
function isSequence(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  return steps.every((step) => step === steps[0]) && [1, 2, 8, 9].includes(steps[0] ?? 0)
}

/** 1900…2099, the commonest four digits of all. */
const isYear = (pin: string): boolean => /^(19|20)\d\d$/.test(pin)
