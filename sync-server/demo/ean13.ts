/** EAN-13 numbers for goods of our own making: prefix 200 is left to a company's internal use by the standard. */

/** Twelve digits and the check digit that belongs to them. */
export function ean13(first12: string): string {
  if (!/^\d{12}$/.test(first12)) throw new Error(`Twelve digits are needed, not "${first12}"`)
  return first12 + checkDigit(first12)
}

export function isEan13(barcode: string): boolean {
  return /^\d{13}$/.test(barcode) && checkDigit(barcode.slice(0, 12)) === barcode[12]
}

// From the left, digits weigh 1, 3, 1, 3 …; the check digit fills the sum up to a full ten.
function checkDigit(first12: string): string {
  const sum = Array.from(first12, Number).reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 3), 0)
  return String((10 - (sum % 10)) % 10)
}
