/**
 * The talk with one printer over one open port: greeting, status, a job and its proof, and how to get out of a job that
 * broke off. Says only what it heard: a job is `printed` when the printer answered the question at its end.
 *
 * The greeting asks for several proofs at once. A job asks for one, so an answer that was still on its way from an
 * earlier job can never pass for the next job's. A proof is a single byte, and so is the rest of a status packet whose
 * beginning got lost: therefore it counts only behind what must come before it, the printer's name or, where it has
 * none, the packet that the job's own `GS a` calls for.
 */
import { createAnswerParser, type PrinterAnswer } from '../status/answer-parser.ts'
import { askModel, askStatus, jobProof, resync, resyncProofs, tellChanges } from '../status/commands.ts'
import { allWell, obstacleIn, type Obstacle, type PrinterStatus } from '../status/printer-status.ts'
import type { ExchangeLog } from './exchange-log.ts'
import type { PrintClock, PrinterPort } from './printer-port.ts'

export type LinkState =
  /** Not known yet whether it listens. */
  | { kind: 'greeting' }
  /** It answers (or is a one-way printer, which is taken at its word). */
  | { kind: 'ready'; paperLow: boolean }
  /** It is there and cannot print until a person does something. */
  | { kind: 'blocked'; obstacle: Obstacle }
  /** Nothing comes back: switched off, another device, or the wrong line speed. */
  | { kind: 'silent' }
  | { kind: 'lost' }

export type PrintOutcome =
  /** The printer said so. */
  | 'printed'
  /** All of it left for a one-way printer. */
  | 'sent'
  /** Some of it may be on paper, nobody knows how much. */
  | 'unproved'
  /** Not a byte left. */
  | 'notSent'

export type PrinterLink = {
  readonly state: LinkState
  readonly model: string | null
  onChange(listener: () => void): () => void
  /** Is the printer in its senses? Ends what a broken job left half-said. Asked again while it is silent. */
  greet(): Promise<boolean>
  /**
   * `masked` stands in the log for `bytes`; asked for when the first of them have left. `onAllSent` is called when everything
   * was taken, before the proof.
   */
  print(job: { bytes: Uint8Array; masked: () => Uint8Array; onAllSent?: () => Promise<void> }): Promise<PrintOutcome>
  /** A job under way ends here, unproved. */
  close(): Promise<void>
}

export type LinkOptions = {
  port: PrinterPort
  clock: PrintClock
  log: ExchangeLog
  answers: boolean
  baudRate: number
  /** A job broke off on this printer, perhaps in an earlier life of this page. */
  isDirty: boolean
}

const chunkBytes = 512
/** Every printer gets that long before anything is called late; 8 seconds are normal for some. */
const patienceMs = 15_000
const greetingMs = 2_500
/** After the expected proofs: whether there are more. */
const quietMs = 300
/** How slow a printer may be with a byte of a job, beyond what the line takes. */
const msPerByte = 3

export function createPrinterLink({ port, clock, log, answers, baudRate, isDirty }: LinkOptions): PrinterLink {
  /** A clock that is set while a receipt is printed neither ends the waiting for its proof nor makes it endless. */
  const steady = clock.steady ?? (() => clock.now())
  const parser = createAnswerParser()
  const listeners = new Set<() => void>()
  /** Waiting for proofs, for a change of status, for the end of the line. */
  const wakers = new Set<() => void>()
  let state: LinkState = { kind: 'greeting' }
  let status: PrinterStatus = allWell
  let model: string | null = null
  let proofs = 0
  let names = 0
  let packets = 0
  let lastHeard = 0
  let isInStep = false
  let proofFollows: 'name' | 'packet' | 'nothing' = 'nothing'
  let dirty = isDirty

  const setState = (next: LinkState): void => {
    if (JSON.stringify(next) === JSON.stringify(state) || state.kind === 'lost') return
    state = next
    if (next.kind !== 'ready') log.note(next.kind === 'blocked' ? `blocked: ${next.obstacle}` : next.kind)
    for (const listener of [...listeners]) listener()
  }
  const wake = (): void => {
    for (const waker of [...wakers]) waker()
  }
  const obstacle = (): Obstacle | null => obstacleIn(status)
  const showStatus = (): void => {
    const found = obstacle()
    if (found !== null) setState({ kind: 'blocked', obstacle: found })
    else if (isInStep) setState({ kind: 'ready', paperLow: status.paper === 'nearEnd' })
    else if (state.kind === 'blocked') setState({ kind: 'greeting' })
  }

  const take = (answer: PrinterAnswer): void => {
    switch (answer.kind) {
      case 'proof':
        proofs += 1
        status = { ...status, paper: answer.paper }
        return
      case 'status':
        status = { ...status, ...answer.status }
        return
      case 'packet':
        status = answer.status
        packets += 1
        return
      case 'model':
        if (model === null || answer.name === model) names += 1
        model ??= answer.name
        proofs = 0
        return
      case 'flow':
      case 'stray':
        return
    }
  }

  const stopBytes = port.onBytes((bytes) => {
    log.in(bytes)
    lastHeard = steady()
    for (const answer of parser.push(bytes)) take(answer)
    showStatus()
    wake()
  })
  const stopGarbled = port.onGarbled(() => {
    log.note('garbled')
    parser.reset()
  })
  const stopLost = port.onLost(() => {
    isInStep = false
    log.note('the line is dead')
    setState({ kind: 'lost' })
    wake()
  })

  const isLost = (): boolean => state.kind === 'lost'

  /** Waits until `isThere`, the line is dead, or the time is over. Time does not count while a person must act first. */
  const until = (isThere: () => boolean, ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      let left = ms
      let since = steady()
      let stop: () => void = () => undefined
      const look = (): void => {
        stop()
        if (obstacle() === null) left -= steady() - since
        since = steady()
        if (isThere() || isLost() || left <= 0) {
          wakers.delete(look)
          resolve(isThere())
        } else stop = clock.after(obstacle() === null ? left : pollMs, look)
      }
      wakers.add(look)
      look()
    })

  /** false: nobody takes it. */
  const send = async (bytes: Uint8Array, logged = () => bytes, waitMs = patienceMs): Promise<boolean> => {
    let end: 'taken' | 'failed' | null = null
    port.write(bytes).then(
      () => {
        end = 'taken'
        wake()
      },
      (error: unknown) => {
        end = 'failed'
        log.note(`not taken: ${String(error)}`)
        wake()
      },
    )
    // Behind the write: the paper does not wait for what is written about it.
    log.out(logged())
    await until(() => end !== null, waitMs)
    return end === 'taken'
  }

  const ask = async (): Promise<boolean> => {
    parser.asked(1, 2, 3, 4)
    return send(askStatus(1, 2, 3, 4))
  }

  const lineMs = (count: number): number => Math.ceil((count * 10 * 1000) / baudRate)

  /** Sends, and hears so many proofs and then no more. */
  const prove = async (bytes: Uint8Array, count: number): Promise<boolean> => {
    proofs = 0
    if (!(await send(bytes, () => bytes, patienceMs + lineMs(bytes.length)))) return false
    if (!(await until(() => proofs >= count, greetingMs + lineMs(bytes.length)))) return false
    await until(() => steady() - lastHeard >= quietMs, quietMs + 1)
    return !isLost()
  }

  const greet = async (): Promise<boolean> => {
    isInStep = false
    parser.reset()
    names = 0
    packets = 0
    if (!answers) {
      const bytes = resync()
      if (dirty && !(await send(bytes, () => bytes, patienceMs + lineMs(bytes.length)))) return false
      dirty = false
      isInStep = true
      setState({ kind: 'ready', paperLow: false })
      return !isLost()
    }
    status = allWell
    await ask()
    const inStep =
      (!dirty && (await prove(hello, resyncProofs))) || (!isLost() && (await prove(resync(), resyncProofs)))
    if (isLost()) return false
    if (!inStep) {
      setState(obstacle() === null ? { kind: 'silent' } : { kind: 'blocked', obstacle: obstacle()! })
      return false
    }
    dirty = false
    isInStep = true
    proofFollows = names > 0 ? 'name' : packets > 0 ? 'packet' : 'nothing'
    showStatus()
    return true
  }

  /** Only behind what it must follow: see above. */
  const isProved = (): boolean =>
    proofs > 0 && (proofFollows === 'nothing' || (proofFollows === 'name' ? names : packets) > 0)

  /** Nobody knows what the printer holds: the next job needs a greeting that ends it. */
  const breakOff = async (): Promise<PrintOutcome> => {
    isInStep = false
    dirty = true
    if (!isLost()) {
      await port.discard().catch((error: unknown) => log.note(`could not be discarded: ${String(error)}`))
      setState({ kind: 'silent' })
    }
    return 'unproved'
  }

  return {
    get state() {
      return state
    },
    get model() {
      return model
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    greet,
    async print({ bytes, masked, onAllSent }) {
      if (!isInStep || isLost()) return 'notSent'
      const patience = patienceMs + bytes.length * msPerByte
      let drawn: Uint8Array | null = null
      const logged = (): Uint8Array => (drawn ??= masked())
      names = 0
      packets = 0
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        const part = bytes.subarray(at, at + chunkBytes)
        // Only after the last piece, which asks for it, can an answer be the proof.
        proofs = 0
        const isTaken = await send(part, () => logged().subarray(at, at + chunkBytes), patience + lineMs(chunkBytes))
        if (!isTaken) return breakOff()
      }
      if (proofFollows === 'name' && !(await send(namedProof, () => namedProof, patience))) return breakOff()
      if (!answers) {
        // Taken is not sent: what is pulled out now takes the rest of the receipt with it.
        await until(() => false, lineMs(bytes.length) + quietMs)
        return isLost() ? breakOff() : 'sent'
      }
      await onAllSent?.()
      return (await until(isProved, patience + lineMs(bytes.length))) ? 'printed' : breakOff()
    },
    async close() {
      stopBytes()
      stopGarbled()
      stopLost()
      setState({ kind: 'lost' })
      wake()
      await port.close()
    },
  }
}

/** Behind a job: the name, then the proof once more. Together they are no rest of anything. */
const namedProof = Uint8Array.from([...askModel, ...jobProof])

/** While a person mends something, its end is looked for this often beside what the printer tells by itself. */
const pollMs = 2_000

const hello = Uint8Array.from([
  0x1b,
  0x40,
  // Before the status: a clone that answers with something else cannot leave a false status behind.
  ...askModel,
  ...tellChanges,
  ...Array.from({ length: resyncProofs }, () => [...jobProof]).flat(),
])
