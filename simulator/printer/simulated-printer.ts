// A receipt printer from the plug inwards: takes bytes into a buffer of limited size, works them off at its own speed,
// stops when it is out of paper or open, and answers what the manuals say it answers.

import type { Clock } from '../../lib/sync/ports.ts'
import { createCommandReader, type Command } from './commands.ts'
import type { PrinterModel } from './models.ts'
import { createPaperRoll, type PaperRoll } from './paper-roll.ts'
import { changePacket, isOffline, paperBits, realTimeByte, type Mechanics } from './status-bits.ts'

export type SimulatedPrinter = {
  readonly paper: PaperRoll
  readonly model: PrinterModel
  readonly state: Readonly<Mechanics>
  /** Waits for the rest of a command: it would take the next receipt for it. */
  readonly isWaiting: boolean
  /** Bytes that can be taken now. */
  room(): number
  /** Called when there is room again. Returns the stopper. */
  onRoom(listener: () => void): () => void
  /** Takes what there is room for and gives how many bytes that were. A printer that is switched off takes them and loses them. */
  receive(bytes: Uint8Array): number
  onAnswer(listener: (bytes: Uint8Array) => void): () => void

  /** This many lines are left on the roll; it says so when 40 are left. */
  loadPaper(lines?: number): void
  runOutOfPaper(): void
  openCover(): void
  closeCover(): void
  jamCutter(): void
  freeCutter(): void
  /** Everything in the buffer is gone, half-read commands too. */
  switchOff(): void
  switchOn(): void
}

export type PrinterHabits = {
  clock: Clock
  /** Time for one line of text; 0: at once. */
  lineMs?: number
}

const newRoll = 5000
const nearEnd = 40

export function createSimulatedPrinter(model: PrinterModel, { clock, lineMs = 0 }: PrinterHabits): SimulatedPrinter {
  const paper = createPaperRoll(model)
  const roomListeners = new Set<() => void>()
  const answerListeners = new Set<(bytes: Uint8Array) => void>()
  let state: Mechanics = {
    paper: 'ok',
    coverOpen: false,
    feeding: false,
    cutterJammed: false,
    overheated: false,
    broken: false,
    drawerSignal: false,
  }
  let buffer: number[] = []
  let taken = 0
  let linesLeft = newRoll
  let tellsChanges = false
  let isOn = true
  let busyMs = 0
  let stopWaiting: (() => void) | null = null
  /** The last bytes that came, for DLE EOT, which is heard before anything is worked off. */
  let lately: number[] = []

  const answer = (...bytes: number[]): void => {
    if (model.isMute || !isOn || bytes.length === 0) return
    for (const listener of [...answerListeners]) listener(Uint8Array.from(bytes))
  }

  const change = (over: Partial<Mechanics>): void => {
    const before = changePacket(state).join()
    state = { ...state, ...over }
    if (tellsChanges && changePacket(state).join() !== before) answer(...changePacket(state))
    work()
  }

  const carryOut = (command: Command): void => {
    const moved = paper.carryOut(command)
    if (moved > 0) {
      linesLeft -= moved
      busyMs += moved * lineMs
      const left = linesLeft <= 0 ? 'out' : linesLeft <= nearEnd ? 'nearEnd' : 'ok'
      if (left !== state.paper) change({ paper: left })
    }
    if (command.kind === 'askQueued') answer(command.n === 2 || command.n === 50 ? 0 : paperBits(state))
    else if (command.kind === 'askIdentity') answer(...identity(command.n, model))
    else if (command.kind === 'initialise') tellsChanges = false
    else if (command.kind === 'tellChanges') {
      tellsChanges = command.n !== 0
      if (tellsChanges) answer(...changePacket(state))
    }
  }

  const reader = createCommandReader(carryOut, () => paper.kanjiMode)

  let isWorking = false
  /** Until the buffer is empty, a line takes its time, or the paper stops. */
  function work(): void {
    if (isWorking) return
    isWorking = true
    const before = taken
    while (taken < buffer.length && isOn && stopWaiting === null && !isOffline(state)) {
      reader.push(buffer[taken]!)
      taken += 1
      if (busyMs >= 1) rest()
    }
    isWorking = false
    const hasMoved = taken !== before
    if (taken === buffer.length) {
      buffer = []
      taken = 0
    }
    if (hasMoved) for (const listener of [...roomListeners]) listener()
  }

  function rest(): void {
    const ms = Math.floor(busyMs)
    busyMs -= ms
    stopWaiting = clock.after(ms, () => {
      stopWaiting = null
      work()
    })
  }

  const room = (): number => (isOn ? model.bufferBytes - (buffer.length - taken) : Number.MAX_SAFE_INTEGER)

  return {
    paper,
    model,
    get state() {
      return state
    },
    get isWaiting() {
      return reader.isWaiting
    },
    room,
    onRoom(listener) {
      roomListeners.add(listener)
      return () => void roomListeners.delete(listener)
    },
    receive(bytes) {
      if (!isOn) return bytes.length
      const part = bytes.subarray(0, room())
      for (const byte of part) {
        lately = [...lately.slice(-2), byte]
        const [dle, eot, n = 0] = lately
        if (dle === 0x10 && eot === 0x04 && n >= 1 && n <= 4) answer(realTimeByte(n, state))
        buffer.push(byte)
      }
      work()
      return part.length
    },
    onAnswer(listener) {
      answerListeners.add(listener)
      return () => void answerListeners.delete(listener)
    },
    loadPaper(lines = newRoll) {
      linesLeft = lines
      change({ paper: lines <= 0 ? 'out' : lines <= nearEnd ? 'nearEnd' : 'ok' })
    },
    runOutOfPaper() {
      linesLeft = 0
      change({ paper: 'out' })
    },
    openCover: () => change({ coverOpen: true }),
    closeCover: () => change({ coverOpen: false }),
    jamCutter: () => change({ cutterJammed: true }),
    freeCutter: () => change({ cutterJammed: false }),
    switchOff() {
      isOn = false
      buffer = []
      taken = 0
      busyMs = 0
      lately = []
      tellsChanges = false
      stopWaiting?.()
      stopWaiting = null
      reader.restart()
      paper.restart()
      for (const listener of [...roomListeners]) listener()
    },
    switchOn() {
      isOn = true
    },
  }
}

/** GS I: 67 tells the model's name, 1 to 3 one byte of facts, the rest what every maker fills with something. */
function identity(n: number, model: PrinterModel): number[] {
  if (n >= 65 && n <= 69) {
    return model.tells === null ? [] : [0x5f, ...[...model.tells].map((letter) => letter.charCodeAt(0)), 0]
  }
  return [0x02]
}
