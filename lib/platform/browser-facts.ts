/**
 * What this very browser is and may do, as far as a till depends on it. Only read: nothing is asked of the person, and
 * what is tried (a write, a screen lock) is undone.
 */
import { requestDone, transactionDone } from './idb.ts'
import { browserDevices } from './ports/browser-devices.ts'

export type GrantedDevice = { vendorId: number | null; productId: number | null }

export type BrowserFacts = {
  /** Scheme, name and port: what permissions and policies belong to. */
  origin: string
  isSecure: boolean
  browser: { name: string; version: number | null }
  system: 'windows' | 'linux' | 'macos' | 'android' | 'other'
  window: 'fullscreen' | 'standalone' | 'browser'
  /** What may be opened without a question. null: the browser does not have this way. */
  serial: GrantedDevice[] | null
  usb: GrantedDevice[] | null
  /** Files of the app on this device; `isInCharge`: this page came from them. null: the browser cannot keep them. */
  shell: { files: number; isInCharge: boolean } | null
  /** One write that waits for the disk. `isStrict`: the browser says that it waits. null: it failed. */
  write: { isStrict: boolean; ms: number } | null
  wakeLock: 'possible' | 'refused' | 'absent'
}

export async function readBrowserFacts(): Promise<BrowserFacts> {
  const { serial, usb } = browserDevices()
  const [ports, devices, shell, write, wakeLock] = await Promise.all([
    serial?.getPorts() ?? null,
    usb?.getDevices() ?? null,
    readShell(),
    tryWrite(),
    tryWakeLock(),
  ])
  return {
    origin: window.location.origin,
    isSecure: window.isSecureContext,
    browser: browserOf(navigator.userAgent),
    system: systemOf(navigator.userAgent),
    window: windowOf((query) => window.matchMedia(query).matches),
    serial:
      ports?.map((port) => {
        const { usbVendorId = null, usbProductId = null } = port.getInfo()
        return { vendorId: usbVendorId, productId: usbProductId }
      }) ?? null,
    usb: devices?.map(({ vendorId, productId }) => ({ vendorId, productId })) ?? null,
    shell,
    write,
    wakeLock,
  }
}

/** Makers of browsers name Chrome too, so the most special name counts. */
export function browserOf(userAgent: string): BrowserFacts['browser'] {
  const names: [RegExp, string][] = [
    [/\bEdgA?\/(\d+)/, 'Edge'],
    [/\bYaBrowser\/(\d+)/, 'Yandex Browser'],
    [/\bOPR\/(\d+)/, 'Opera'],
    [/\b(?:Headless)?Chrome\/(\d+)/, 'Chrome'],
    [/\bFirefox\/(\d+)/, 'Firefox'],
    [/\bVersion\/(\d+).*Safari\//, 'Safari'],
  ]
  for (const [pattern, name] of names) {
    const version = pattern.exec(userAgent)?.[1]
    if (version !== undefined) return { name, version: Number(version) }
  }
  return { name: '?', version: null }
}

export function systemOf(userAgent: string): BrowserFacts['system'] {
  if (/Windows NT/.test(userAgent)) return 'windows'
  if (/Android/.test(userAgent)) return 'android'
  if (/Macintosh/.test(userAgent)) return 'macos'
  return /Linux|CrOS/.test(userAgent) ? 'linux' : 'other'
}

export function windowOf(matches: (query: string) => boolean): BrowserFacts['window'] {
  if (matches('(display-mode: fullscreen)')) return 'fullscreen'
  const own = ['standalone', 'minimal-ui', 'window-controls-overlay']
  return own.some((mode) => matches(`(display-mode: ${mode})`)) ? 'standalone' : 'browser'
}

async function readShell(): Promise<BrowserFacts['shell']> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return null
  const names = await caches.keys()
  const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))
  return {
    files: files.reduce((sum, count) => sum + count, 0),
    isInCharge: navigator.serviceWorker.controller !== null,
  }
}

const probeName = 'rodnik-probe'
const notAnswered = 'The database did not answer'

/** Into a database of its own, which is removed again. */
async function tryWrite(): Promise<BrowserFacts['write']> {
  try {
    const opening = indexedDB.open(probeName, 1)
    opening.onupgradeneeded = () => void opening.result.createObjectStore('probe')
    const database = await requestDone(opening, notAnswered)
    try {
      const begun = performance.now()
      const transaction = database.transaction('probe', 'readwrite', { durability: 'strict' })
      transaction.objectStore('probe').put(1, 1)
      await transactionDone(transaction, 'The write was given up')
      return { isStrict: transaction.durability === 'strict', ms: performance.now() - begun }
    } finally {
      database.close()
      await requestDone(indexedDB.deleteDatabase(probeName), notAnswered)
    }
  } catch (error) {
    console.warn('A write could not be tried', error)
    return null
  }
}

async function tryWakeLock(): Promise<BrowserFacts['wakeLock']> {
  if (!('wakeLock' in navigator)) return 'absent'
  try {
    await (await navigator.wakeLock.request('screen')).release()
    return 'possible'
  } catch (error) {
    console.warn('The screen cannot be kept on', error)
    return 'refused'
  }
}
