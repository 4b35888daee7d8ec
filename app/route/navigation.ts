/** Where "Navigate" leads: the phone's own navigator by `geo:`, which works offline; elsewhere a map in the browser. */
export function navigationAddress(address: string, userAgent = navigator.userAgent): string {
  const text = encodeURIComponent(address)
  return /Android/.test(userAgent) ? `geo:0,0?q=${text}` : `https://yandex.ru/maps/?rtext=~${text}&rtt=auto`
}
