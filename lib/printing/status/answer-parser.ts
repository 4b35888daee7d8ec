/**
 * What a printer sends is a stream of bytes, never a "message": four bytes of one packet may come in four reads, and
 * two answers in one. Kinds are told apart by fixed bits:
 *
 *     0xx1 xx10   answer to DLE EOT; which question it answers, only their order tells
 *     0xx1 xx00   first byte of a packet of four (GS a), the other three have bit 4 clear
 *     0000 xxxx   alone: answer to GS r
 *     5F … 00     text (GS I)
 *     11, 13      XON, XOFF
 */
import type { StatusQuestion } from './commands.ts'
import { paperOf, readAnswer, readPacket, type PrinterStatus } from './printer-status.ts'

export type PrinterAnswer =
  | { kind: 'status'; status: Partial<PrinterStatus> }
  /** The four bytes of `GS a`: at once when it is sent, then at every change. */
  | { kind: 'packet'; status: PrinterStatus }
  /** `GS r 1`: everything sent before it is done. */
  | { kind: 'proof'; paper: PrinterStatus['paper'] }
  | { kind: 'model'; name: string }
  | { kind: 'flow'; go: boolean }
  /** Fits nothing that was asked. Kept for the log. */
  | { kind: 'stray'; bytes: number[] }

export type AnswerParser = {
  /** These were asked, in this order. */
  asked(...questions: StatusQuestion[]): void
  /** Gives what became whole with these bytes, in order. */
  push(bytes: Uint8Array): PrinterAnswer[]
  /** The line was cut: nothing half-heard and nothing asked counts any more. */
  reset(): void
}

const longestText = 80

export function createAnswerParser(): AnswerParser {
  let questions: StatusQuestion[] = []
  let packet: number[] | null = null
  let text: number[] | null = null

  function* take(byte: number): Generator<PrinterAnswer> {
    if (text !== null) {
      yield* takeText(byte)
      return
    }
    if (packet !== null) {
      if ((byte & 0x90) === 0) {
        packet.push(byte)
        if (packet.length === 4) {
          yield { kind: 'packet', status: readPacket(packet) }
          packet = null
        }
        return
      }
      // Its rest was lost; what comes now is something else.
      yield { kind: 'stray', bytes: packet }
      packet = null
    }
    yield* takeFirst(byte)
  }

  function* takeFirst(byte: number): Generator<PrinterAnswer> {
    if ((byte & 0x93) === 0x10) packet = [byte]
    else if ((byte & 0x93) === 0x12) {
      const question = questions.shift()
      yield question === undefined
        ? { kind: 'stray', bytes: [byte] }
        : { kind: 'status', status: readAnswer(question, byte) }
    } else if ((byte & 0xf0) === 0) yield { kind: 'proof', paper: paperOf(byte) }
    else if (byte === 0x5f) text = []
    else if (byte === 0x11 || byte === 0x13) yield { kind: 'flow', go: byte === 0x11 }
    else yield { kind: 'stray', bytes: [byte] }
  }

  function* takeText(byte: number): Generator<PrinterAnswer> {
    const letters = text ?? []
    text = null
    if (byte === 0) yield { kind: 'model', name: String.fromCharCode(...letters) }
    else if (byte >= 0x20 && byte < 0x7f && letters.length < longestText) text = [...letters, byte]
    else {
      // No text after all.
      yield { kind: 'stray', bytes: [0x5f, ...letters] }
      yield* takeFirst(byte)
    }
  }

  return {
    asked: (...asked) => void questions.push(...asked),
    push: (bytes) => [...bytes].flatMap((byte) => [...take(byte)]),
    reset() {
      questions = []
      packet = null
      text = null
    },
  }
}
