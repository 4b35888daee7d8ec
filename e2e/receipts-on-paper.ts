// What of a till's receipts stands on the simulated printer's paper: how often each began, and whether it is whole.

import type { Print } from '../simulator/printer/paper-roll.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import type { SimulatedPrinter } from '../simulator/printer/simulated-printer.ts'

export type ReceiptsOnPaper = {
  /** It began so often without КОПИЯ, whole or torn. */
  originals(number: string): number
  /** So many whole ones, as originals and as copies. Whole: line for line like the first receipt on this paper. */
  whole(number: string): { originals: number; copies: number }
}

/** Receipts of one shape: the same goods and the same ways of paying. The first one was printed in peace. */
export function receiptsOnPaper(printer: Pick<SimulatedPrinter, 'paper'>, firstNumber: string): ReceiptsOnPaper {
  const found = (number: string) => printer.paper.pieces().flatMap((piece) => receiptsIn(piece, number))
  const meant = (): string => {
    const [first] = found(firstNumber)
    if (first === undefined) throw new Error(`Receipt ${firstNumber} is not on paper`)
    return first.shape
  }
  return {
    originals: (number) => found(number).filter(({ isCopy }) => !isCopy).length,
    whole(number) {
      const like = meant()
      const ones = found(number).filter(({ shape }) => shape === like)
      return {
        originals: ones.filter(({ isCopy }) => !isCopy).length,
        copies: ones.filter(({ isCopy }) => isCopy).length,
      }
    },
  }
}

const copyMark = 'К О П И Я'

function receiptsIn(piece: readonly Print[], number: string): { isCopy: boolean; shape: string }[] {
  const lines = piece.map((print) => shown(print).trim())
  return lines.flatMap((line, at) => {
    if (line !== `ЧЕК № ${number}`) return []
    // Figures differ from one receipt to the next, and nothing else does.
    const shape = lines.slice(at).map((one) => one.replace(/^\[QR .*/, '[QR]').replace(/\d/g, '0'))
    return [{ isCopy: lines.slice(0, at).includes(copyMark), shape: shape.join('\n') }]
  })
}
