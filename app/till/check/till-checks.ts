/**
 * Is this browser fit to be a till? From what is known of it to a list of findings, the worst first: what is so, how bad
 * that is, and what to do. Pure.
 */
import type { BrowserFacts, GrantedDevice } from '../../../lib/platform/browser-facts.ts'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import type { PrinterSaid } from '../print/printer-said.ts'

export type Tone = 'good' | 'info' | 'warn' | 'bad'

export const checkNames = [
  'address',
  'printing',
  'grant',
  'printer',
  'window',
  'shell',
  'update',
  'kept',
  'space',
  'write',
  'clock',
  'awake',
] as const
export type CheckName = (typeof checkNames)[number]

export type Finding = {
  name: CheckName
  tone: Tone
  /** Ends the key of its sentence: `<name>_<said>`; where `toDo` is set, `<name>_<said>_do` says what to do. */
  said: string
  toDo: boolean
  params: Record<string, string | number>
}

export type Known = {
  facts: BrowserFacts
  storage: { persisted: boolean | null; usageBytes: number | null; quotaBytes: number | null }
  /** Server clock minus device clock; null: no contact since this browser became a till. */
  clockOffsetMs: number | null
  /** Whether the app itself is on this device; null: not known yet. */
  shellState: 'installing' | 'ready' | 'unsupported' | 'failed' | null
  isUpdateReady: boolean
  isOnline: boolean
  settings: PrinterSettings | null
  printer: PrinterSaid
}

const order: Tone[] = ['bad', 'warn', 'info', 'good']

export function checkTill(known: Known): Finding[] {
  const found = checkNames.map((name) => finders[name](known)).filter((one) => one !== null)
  return found.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
}

/** What all of it comes to. */
export const worstOf = (findings: readonly Finding[]): Tone =>
  order.find((tone) => findings.some((finding) => finding.tone === tone)) ?? 'good'

/** What is wrong has something to do about it unless said otherwise. */
const finding = (
  name: CheckName,
  tone: Tone,
  said: string,
  params: Finding['params'] = {},
  toDo = tone === 'bad' || tone === 'warn',
): Finding => ({ name, tone, said, toDo, params })

const mebibyte = 1024 * 1024
/** Less than this is full soon, or was never more: a guest's or a private window. */
const littleSpaceBytes = 500 * mebibyte
const noSpaceBytes = 100 * mebibyte
/** Times on receipts are read by people and by the tax office: a minute is seen, five are wrong. */
const oddClockMs = 60_000
const wrongClockMs = 5 * 60_000
/** A sale waits so long for the disk: longer is felt at the counter. */
const slowWriteMs = 250

const finders: Record<CheckName, (known: Known) => Finding | null> = {
  address: ({ facts }) =>
    facts.isSecure
      ? finding('address', 'good', 'secure', { origin: facts.origin })
      : finding('address', 'bad', 'insecure', { origin: facts.origin }),

  printing({ facts }) {
    const { name, version } = facts.browser
    const browser = version === null ? name : `${name} ${version}`
    if (facts.serial !== null) return finding('printing', 'good', 'serial', { browser })
    if (facts.usb !== null) return finding('printing', 'warn', 'usbOnly', { browser })
    return finding('printing', 'bad', 'none', { browser })
  },

  grant({ facts, settings }) {
    if (settings === null) return null
    const { port } = settings
    const granted = (port.road === 'serial' ? facts.serial : facts.usb) ?? []
    const fits = (one: GrantedDevice) => one.vendorId === port.vendorId && one.productId === port.productId
    if (!granted.some(fits)) return finding('grant', 'bad', 'missing')
    // Elsewhere a grant lasts as long as the device can be told from others; nobody tells the page whether it can.
    const mayBeForgotten = port.road === 'serial' && (facts.system === 'linux' || facts.system === 'macos')
    return mayBeForgotten ? finding('grant', 'info', 'perhaps', {}, true) : finding('grant', 'good', 'there')
  },

  printer({ printer }) {
    const tones = { green: 'good', grey: 'info', amber: 'warn', red: 'bad' } as const
    return finding('printer', tones[printer.tone], printer.word, {}, printer.todo !== null)
  },

  window: ({ facts }) =>
    facts.window === 'browser' ? finding('window', 'warn', 'browser') : finding('window', 'good', facts.window),

  shell({ facts, shellState }) {
    if (facts.shell === null || shellState === 'unsupported') return finding('shell', 'bad', 'unsupported')
    const { files, isInCharge } = facts.shell
    if (shellState === 'failed' || (shellState === 'ready' && files === 0)) return finding('shell', 'bad', 'failed')
    if (shellState === 'ready' && isInCharge) return finding('shell', 'good', 'ready', { files })
    return finding('shell', 'warn', 'notYet')
  },

  update: ({ isUpdateReady, isOnline }) =>
    isUpdateReady
      ? finding('update', 'info', 'waiting', {}, true)
      : isOnline
        ? finding('update', 'good', 'newest')
        : finding('update', 'info', 'unknown'),

  kept: ({ storage: { persisted } }) =>
    persisted === null
      ? finding('kept', 'info', 'unknown')
      : persisted
        ? finding('kept', 'good', 'promised')
        : finding('kept', 'warn', 'notPromised'),

  space({ storage: { usageBytes, quotaBytes } }) {
    if (usageBytes === null || quotaBytes === null) return finding('space', 'info', 'unknown')
    const freeBytes = Math.max(0, quotaBytes - usageBytes)
    const params = { free: Math.floor(freeBytes / mebibyte), used: Math.ceil(usageBytes / mebibyte) }
    if (freeBytes < noSpaceBytes) return finding('space', 'bad', 'none', params)
    return freeBytes < littleSpaceBytes
      ? finding('space', 'warn', 'little', params)
      : finding('space', 'good', 'enough', params)
  },

  write({ facts: { write } }) {
    if (write === null) return finding('write', 'bad', 'failed')
    const ms = Math.max(1, Math.round(write.ms))
    if (!write.isStrict) return finding('write', 'bad', 'relaxed', { ms })
    return write.ms > slowWriteMs
      ? finding('write', 'warn', 'slow', { ms })
      : finding('write', 'good', 'strict', { ms })
  },

  clock({ clockOffsetMs }) {
    if (clockOffsetMs === null) return finding('clock', 'info', 'unknown')
    const off = Math.abs(clockOffsetMs)
    const params = { minutes: Math.floor(off / 60_000), seconds: Math.round(off / 1000) }
    if (off <= oddClockMs) return finding('clock', 'good', 'right', params)
    // Offset is server minus device: a positive one means that this clock is late.
    const side = clockOffsetMs > 0 ? 'late' : 'early'
    return finding('clock', off > wrongClockMs ? 'bad' : 'warn', side, params)
  },

  awake({ facts: { wakeLock } }) {
    if (wakeLock === 'possible') return finding('awake', 'good', 'possible')
    return finding('awake', 'info', wakeLock, {}, true)
  },
}
