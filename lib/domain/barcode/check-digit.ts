/** The last digit of EAN-8, UPC-A, EAN-13, GTIN-14: weights 3 and 1 from the right (GS1 General Specifications 7.9). */
export function checkDigit(digits: string): number {
  let sum = 0
  for (const [index, digit] of [...digits].reverse().entries()) sum += Number(digit) * (index % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

export const hasCheckDigit = (code: string): boolean =>
  /^\d{8,14}$/.test(code) && Number(code.at(-1)) === checkDigit(code.slice(0, -1))
