/**
 * A barcode scanner is a keyboard that types faster than people do. This tells its keys from theirs, whatever has the
 * focus (users.md 20):
 *
 *     first keys of a burst   pass        nobody can know yet; what they typed into a field is taken out again
 *     from the fourth on      hold        no person types four keys within 35 ms of each other
 *     Enter or Tab after it   scan        the suffix is swallowed: it presses no button and adds no line
 *     a pause after it        scan if long enough, else the held keys are given back
 *
 * Pure: keys come in with the time at which they were pressed, not the one at which a busy screen got to them.
 */

export type PressedKey = {
  /** As `KeyboardEvent.key`; GS itself, which a scanner types as Ctrl+]. */
  key: string
  /** The letter in that place of a Latin keyboard: a scanner does not know that the layout is Russian. */
  latin?: string
  /** Milliseconds. */
  at: number
  /** Ctrl, Alt or Cmd is down, or the key repeats because it is held: never a scanner. */
  isSpecial?: boolean
}

export type Verdict =
  /** The key goes its way. `giveBack`: what was held before it was a person's after all. */
  | { kind: 'pass'; giveBack: string }
  /** It goes nowhere for now. */
  | { kind: 'hold'; giveBack: string }
  /** This key goes nowhere; `passed` characters before it did, and are taken out again. */
  | { kind: 'scan'; code: string; passed: number }

export type AfterPause = { kind: 'nothing' } | { kind: 'giveBack'; text: string } | Extract<Verdict, { kind: 'scan' }>

export type ScanDetector = {
  press(key: PressedKey): Verdict
  /** `pauseMs` after the last key: nothing more came. */
  pause(): AfterPause
  /** Keys are held: without another key `pause` is due. */
  isHolding(): boolean
}

/** Between two keys of a scanner. People press two within it when fingers roll, hardly ever four. */
export const fastestGapMs = 35
/** A scanner without a suffix has ended. */
export const pauseMs = 100
const passFirst = 3
/** UPC-E without its check digit. Shorter is a PIN that somebody types very fast. */
const shortestWithSuffix = 6
const shortestWithoutSuffix = 8
/** Longer than any code, those on receipts (of 800 digits at most) among them. */
const longest = 1000

export function createScanDetector(): ScanDetector {
  /** As typed, and as a Latin keyboard types it. */
  let chars: string[] = []
  let code = ''
  let lastAt = -Infinity

  const held = (): string => chars.slice(passFirst).join('')
  const clear = (): void => {
    chars = []
    code = ''
    lastAt = -Infinity
  }
  const add = ({ key, latin = key, at }: PressedKey): void => {
    chars.push(key)
    code += latin
    lastAt = at
  }
  const take = (): Extract<Verdict, { kind: 'scan' }> => {
    const scan = { kind: 'scan' as const, code, passed: Math.min(passFirst, chars.length) }
    clear()
    return scan
  }

  return {
    press(pressed) {
      const { key, at, isSpecial = false } = pressed
      // A scanner holds Shift down for capitals, and Ctrl for GS.
      if (key === 'Shift' || key === 'CapsLock' || key === 'Control') return { kind: 'pass', giveBack: '' }
      const isQuick = at - lastAt <= fastestGapMs
      const isSuffix = key === 'Enter' || key === 'Tab'
      if (isQuick && isSuffix && !isSpecial && chars.length >= shortestWithSuffix) return take()
      if (isSpecial || key.length !== 1) {
        const giveBack = held()
        clear()
        return { kind: 'pass', giveBack }
      }
      if (!isQuick || chars.length >= longest) {
        const giveBack = held()
        clear()
        add(pressed)
        return { kind: 'pass', giveBack }
      }
      add(pressed)
      return { kind: chars.length > passFirst ? 'hold' : 'pass', giveBack: '' }
    },

    pause() {
      if (held() === '') return { kind: 'nothing' }
      if (chars.length >= shortestWithoutSuffix) return take()
      const text = held()
      clear()
      return { kind: 'giveBack', text }
    },

    isHolding: () => held() !== '',
  }
}
