/** A first suggestion for a device's name; the person may write a better one. */
export function guessDeviceName(): string {
  if (typeof navigator === 'undefined') return ''
  const { userAgent } = navigator
  if (/Android/.test(userAgent)) return 'Android'
  if (/iPad/.test(userAgent)) return 'iPad'
  if (/iPhone/.test(userAgent)) return 'iPhone'
  if (/Windows/.test(userAgent)) return 'Windows'
  if (/Macintosh/.test(userAgent)) return 'Mac'
  return /Linux/.test(userAgent) ? 'Linux' : ''
}
