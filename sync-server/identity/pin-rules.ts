/** Which PINs are taken: four to eight digits, none of those that everybody tries first. */

const minDigits = 4
const maxDigits = 8

export type PinVerdict = 'ok' | 'wrongLength' | 'tooSimple'

export function judgePin(pin: string): PinVerdict {
  if (!/^\d+$/.test(pin) || pin.length < minDigits || pin.length > maxDigits) return 'wrongLength'
  return isRepetition(pin) || isSequence(pin) || isYear(pin) ? 'tooSimple' : 'ok'
}

/** 1111, 1212, 123123: one piece again and again. */
function isRepetition(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length++) {
    if (pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length)) return true
  }
  return false
}

/** 1234, 9876, 2468, 7890: equal steps on the dial, over the zero too. */
function isSequence(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  return steps.every((step) => step === steps[0])
}

/** 1900…2099, the commonest four digits of all. */
const isYear = (pin: string): boolean => /^(19|20)\d\d$/.test(pin)
