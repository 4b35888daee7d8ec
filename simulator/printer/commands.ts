// What a receipt printer understands, as the manuals of ESC/POS describe it: how many bytes belong to which command and
// what they mean. Written from those descriptions and not from the encoder, so that the two can disagree.

export type Command =
  | { kind: 'letter'; byte: number }
  /** Two bytes that a printer in Kanji mode takes for one character. */
  | { kind: 'kanji'; bytes: [number, number] }
  | { kind: 'lineFeed' }
  | { kind: 'carriageReturn' }
  | { kind: 'tab' }
  /** ESC @ */
  | { kind: 'initialise' }
  /** ESC t n */
  | { kind: 'table'; table: number }
  /** FS & and FS . */
  | { kind: 'kanjiMode'; on: boolean }
  /** ESC ! n: everything at once. */
  | { kind: 'printMode'; tall: boolean; wide: boolean; bold: boolean; smallFont: boolean }
  /** GS ! n: 1 to 8 times. */
  | { kind: 'size'; width: number; height: number }
  /** ESC E n, ESC G n */
  | { kind: 'bold'; on: boolean }
  /** ESC M n */
  | { kind: 'font'; small: boolean }
  /** ESC a n */
  | { kind: 'align'; to: 'left' | 'center' | 'right' }
  /** ESC d n: prints and feeds n lines. */
  | { kind: 'feedLines'; lines: number }
  /** ESC J n: prints and feeds n units. */
  | { kind: 'feedUnits'; units: number }
  /** GS V m (n): `feedUnits` is fed before the cut. */
  | { kind: 'cut'; partial: boolean; feedUnits: number }
  /** ESC p m t1 t2, times in ms. */
  | { kind: 'pulse'; pin: number; onMs: number; offMs: number }
  /** GS v 0, ESC *: rows of bytes, left dot first. */
  | { kind: 'image'; rowBytes: number; rows: number; data: Uint8Array }
  /** GS 8 L, GS ( L, function 112: kept until function 50 prints it. */
  | { kind: 'graphicsStore'; rowBytes: number; rows: number; data: Uint8Array }
  | { kind: 'graphicsPrint' }
  /** ESC $, ESC \\: where the next letter stands, in dots. */
  | { kind: 'position'; dots: number; relative: boolean }
  | { kind: 'qrModel'; model: number }
  | { kind: 'qrSize'; dots: number }
  | { kind: 'qrLevel'; level: number }
  | { kind: 'qrStore'; data: Uint8Array }
  | { kind: 'qrPrint' }
  /** GS k */
  | { kind: 'barcode'; symbology: number; data: Uint8Array }
  /** GS r n */
  | { kind: 'askQueued'; n: number }
  /** GS I n */
  | { kind: 'askIdentity'; n: number }
  /** GS a n */
  | { kind: 'tellChanges'; n: number }
  /** Understood, and of no consequence for what is read back: spacing, margins, underline, smoothing… */
  | { kind: 'setting'; bytes: number[] }
  /** In no manual. */
  | { kind: 'unknown'; bytes: number[] }

export type CommandReader = {
  push(byte: number): void
  /** Inside a command: what comes next is taken for the rest of it. */
  readonly isWaiting: boolean
  /** Switched off and on. */
  restart(): void
}

/** `kanjiMode` is asked at every letter, because FS . may have ended it. */
export function createCommandReader(onCommand: (command: Command) => void, kanjiMode: () => boolean): CommandReader {
  let waiting = false
  const between = (): void => void (waiting = false)
  let reading = start()

  function start() {
    const commands = read(onCommand, kanjiMode, between)
    commands.next()
    return commands
  }

  return {
    push(byte) {
      waiting = true
      reading.next(byte)
    },
    get isWaiting() {
      return waiting
    },
    restart() {
      waiting = false
      reading = start()
    },
  }
}

type Bytes = Generator<void, number, number>
type Reading = Generator<void, void, number>

const next = function* (): Bytes {
  return yield
}
function* word(): Bytes {
  const low = yield
  return low + 256 * (yield)
}
function* take(count: number): Generator<void, Uint8Array, number> {
  const data = new Uint8Array(count)
  for (let i = 0; i < count; i += 1) data[i] = yield
  return data
}

function* read(emit: (command: Command) => void, kanjiMode: () => boolean, between: () => void): Reading {
  for (;;) {
    between()
    const byte = yield
    if (byte === 0x1b) yield* escape(emit)
    else if (byte === 0x1c) yield* fileSeparator(emit)
    else if (byte === 0x1d) yield* groupSeparator(emit)
    else if (byte === 0x10) yield* realTime()
    else if (byte === 0x0a) emit({ kind: 'lineFeed' })
    else if (byte === 0x0d) emit({ kind: 'carriageReturn' })
    else if (byte === 0x09) emit({ kind: 'tab' })
    else if (byte >= 0x80 && kanjiMode()) emit({ kind: 'kanji', bytes: [byte, yield] })
    else if (byte >= 0x20) emit({ kind: 'letter', byte })
    // Every other control byte, NUL among them, is passed over.
  }
}

function* escape(emit: (command: Command) => void): Reading {
  const code = yield
  switch (String.fromCharCode(code)) {
    case '@':
      return emit({ kind: 'initialise' })
    case 't':
      return emit({ kind: 'table', table: yield })
    case '!': {
      const n = yield
      const has = (bit: number) => (n & (1 << bit)) !== 0
      return emit({ kind: 'printMode', smallFont: has(0), bold: has(3), tall: has(4), wide: has(5) })
    }
    case 'E':
    case 'G':
      return emit({ kind: 'bold', on: ((yield) & 1) === 1 })
    case 'M': {
      const n = yield
      return emit({ kind: 'font', small: n !== 0 && n !== 0x30 })
    }
    case 'a': {
      const n = yield
      return emit({ kind: 'align', to: (['left', 'center', 'right'] as const)[n & 3] ?? 'left' })
    }
    case 'd':
      return emit({ kind: 'feedLines', lines: yield })
    case 'J':
      return emit({ kind: 'feedUnits', units: yield })
    case 'i':
    case 'm':
      return emit({ kind: 'cut', partial: true, feedUnits: 0 })
    case 'p': {
      const pin = yield
      const onMs = 2 * (yield)
      return emit({ kind: 'pulse', pin: pin & 1, onMs, offMs: 2 * (yield) })
    }
    case '*':
      return yield* columnImage(emit)
    case 'D':
      return yield* tabStops(emit)
    // No parameter: default line spacing.
    case '2':
      return emit({ kind: 'setting', bytes: [0x1b, code] })
    case ' ':
    case '%':
    case '-':
    case '3':
    case '=':
    case 'R':
    case 'S':
    case 'V':
    case '{':
      return emit({ kind: 'setting', bytes: [0x1b, code, yield] })
    case '$':
      return emit({ kind: 'position', dots: yield* word(), relative: false })
    case '\\': {
      const dots = yield* word()
      return emit({ kind: 'position', dots: dots > 32767 ? dots - 65536 : dots, relative: true })
    }
    case 'c':
      return emit({ kind: 'setting', bytes: [0x1b, code, ...(yield* take(2))] })
    default:
      return emit({ kind: 'unknown', bytes: [0x1b, code] })
  }
}

function* fileSeparator(emit: (command: Command) => void): Reading {
  const code = yield
  switch (String.fromCharCode(code)) {
    case '&':
    case '.':
      return emit({ kind: 'kanjiMode', on: code === 0x26 })
    case '!':
    case '-':
    case 'C':
    case 'W':
      return emit({ kind: 'setting', bytes: [0x1c, code, yield] })
    case 'S':
    case 'p':
      return emit({ kind: 'setting', bytes: [0x1c, code, ...(yield* take(2))] })
    case '(': {
      const letter = yield
      return emit({ kind: 'setting', bytes: [0x1c, code, letter, ...(yield* take(yield* word()))] })
    }
    default:
      return emit({ kind: 'unknown', bytes: [0x1c, code] })
  }
}

function* groupSeparator(emit: (command: Command) => void): Reading {
  const code = yield
  switch (String.fromCharCode(code)) {
    case '!': {
      const n = yield
      return emit({ kind: 'size', width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 })
    }
    case 'V': {
      const mode = yield
      const partial = (mode & 1) === 1
      // 65 and 66 (and 97, 98, 103, 104) say how far to feed; 0, 1, 48 and 49 cut where the knife is.
      const feedUnits = mode >= 65 ? yield : 0
      return emit({ kind: 'cut', partial: mode >= 65 ? !partial : partial, feedUnits })
    }
    case 'a':
      return emit({ kind: 'tellChanges', n: yield })
    case 'r':
      return emit({ kind: 'askQueued', n: yield })
    case 'I':
      return emit({ kind: 'askIdentity', n: yield })
    case 'v':
      return yield* rasterImage(emit)
    case '(':
      return yield* long(emit)
    case '8': {
      yield // L
      const low = yield* word()
      return graphics(yield* take(low + 65536 * (yield* word())), emit)
    }
    case 'k':
      return yield* barcode(emit)
    case 'B':
    case 'H':
    case 'b':
    case 'f':
    case 'h':
    case 'w':
    case '/':
      return emit({ kind: 'setting', bytes: [0x1d, code, yield] })
    case 'L':
    case 'P':
    case 'W':
    case '$':
    case '\\':
      return emit({ kind: 'setting', bytes: [0x1d, code, ...(yield* take(2))] })
    default:
      return emit({ kind: 'unknown', bytes: [0x1d, code] })
  }
}

/** DLE EOT n, DLE ENQ n: carried out when they arrived (the line sees them); here they only must not be printed. */
function* realTime(): Reading {
  const code = yield
  if (code === 0x04 || code === 0x05) yield
  else if (code === 0x14) yield* take(3)
}

/** GS v 0 m xL xH yL yH d…: x bytes in a row, y rows. */
function* rasterImage(emit: (command: Command) => void): Reading {
  yield // 0 or 48
  yield // scale
  const rowBytes = yield* word()
  const rows = yield* word()
  emit({ kind: 'image', rowBytes, rows, data: yield* take(rowBytes * rows) })
}

/** ESC * m nL nH d…: columns of 8 or 24 dots from left to right. */
function* columnImage(emit: (command: Command) => void): Reading {
  const mode = yield
  const columns = yield* word()
  const height = mode === 32 || mode === 33 ? 24 : 8
  const data = yield* take((columns * height) / 8)
  const rowBytes = Math.ceil(columns / 8)
  const rows = new Uint8Array(rowBytes * height)
  for (let x = 0; x < columns; x += 1) {
    for (let y = 0; y < height; y += 1) {
      const isBlack = ((data[(x * height) / 8 + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) !== 0
      if (isBlack) rows[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  emit({ kind: 'image', rowBytes, rows: height, data: rows })
}

/** ESC D n1 … nk NUL */
function* tabStops(emit: (command: Command) => void): Reading {
  const bytes = [0x1b, 0x44]
  for (let last = 0, n = yield* next(); n > last && bytes.length < 34; n = yield* next()) {
    bytes.push(n)
    last = n
  }
  emit({ kind: 'setting', bytes })
}

/** GS ( x pL pH …: as many bytes as it says. Only the QR codes of GS ( k are looked into. */
function* long(emit: (command: Command) => void): Reading {
  const letter = yield
  const data = yield* take(yield* word())
  if (letter === 0x4c) return graphics(data, emit)
  const [cn, fn, m] = data
  if (letter !== 0x6b || cn !== 49) return emit({ kind: 'setting', bytes: [0x1d, 0x28, letter, ...data] })
  switch (fn) {
    case 65:
      return emit({ kind: 'qrModel', model: (m ?? 50) - 48 })
    case 67:
      return emit({ kind: 'qrSize', dots: m ?? 3 })
    case 69:
      return emit({ kind: 'qrLevel', level: (m ?? 48) - 48 })
    case 80:
      return emit({ kind: 'qrStore', data: data.slice(3) })
    case 81:
      return emit({ kind: 'qrPrint' })
    default:
      return emit({ kind: 'unknown', bytes: [0x1d, 0x28, letter, ...data] })
  }
}

/** m fn …: 112 keeps a picture (a bx by c xL xH yL yH d…), 50 prints what was kept. */
function graphics(data: Uint8Array, emit: (command: Command) => void): void {
  const [, fn, , , , , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = data
  if (fn === 50 || fn === 2) return emit({ kind: 'graphicsPrint' })
  if (fn !== 112) return emit({ kind: 'setting', bytes: [0x1d, 0x4c, ...data.subarray(0, 2)] })
  const rowBytes = Math.ceil((xLow + 256 * xHigh) / 8)
  emit({ kind: 'graphicsStore', rowBytes, rows: yLow + 256 * yHigh, data: data.slice(10) })
}

/** GS k m d… NUL (m up to 6) and GS k m n d… (from 65). */
function* barcode(emit: (command: Command) => void): Reading {
  const symbology = yield
  if (symbology >= 65) return emit({ kind: 'barcode', symbology, data: yield* take(yield) })
  const data: number[] = []
  for (let byte = yield* next(); byte !== 0; byte = yield* next()) data.push(byte)
  emit({ kind: 'barcode', symbology, data: Uint8Array.from(data) })
}
