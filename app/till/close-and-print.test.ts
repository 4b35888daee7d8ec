import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Live, Workplace } from '../../lib/workplace-types.ts'
import { closeAndPrint } from './close-and-print.ts'

const shift = { id: 'till-1:4' }
const sale = { saleId: 'a', lines: [] } as unknown as ReceiptPayload
const receipt = { id: 'till-1:4:1', saleId: 'a', number: 1, shiftId: shift.id } as Receipt

/** `paper` resolves when the printer's queue has it. */
function till({ known = [], paper = Promise.resolve() }: { known?: Receipt[]; paper?: Promise<void> } = {}) {
  const said: string[] = []
  const books = {
    keep: <T>(_key: string, initial: T) => ({
      get: () => initial,
      subscribe: () => () => undefined,
      set: async () => undefined,
    }),
    list: <Body>() =>
      ({
        get: () => known.map((body) => ({ id: body.id, body, pending: 0 })),
        subscribe: () => () => undefined,
      }) as unknown as Live<readonly { id: string; body: Body; pending: number }[]>,
    act: async (_kind, _target, _payload, onDurable) => {
      await onDurable?.(receipt)
      said.push('shown')
      return { kind: 'done', seq: 1 }
    },
  } as Pick<Workplace, 'act' | 'list' | 'keep'>
  const printing = {
    async printReceipt(id: string, options: { receipt?: Receipt } = {}) {
      said.push(`paper ${id} ${options.receipt === undefined ? 'read' : 'given'}`)
      await paper
      return 'queued' as const
    },
  }
  return { said, books, printing }
}

describe('the screen waits until the printer has the receipt', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('and no longer', async () => {
    let take = (): void => undefined
    const { said, ...parts } = till({ paper: new Promise((resolve) => (take = resolve)) })
    const closing = closeAndPrint(parts, shift, sale)
    await vi.advanceTimersByTimeAsync(50)
    expect(said).toEqual(['paper till-1:4:1 given'])
    take()
    expect(await closing).toMatchObject({ kind: 'done', number: 1 })
    expect(said).toEqual(['paper till-1:4:1 given', 'shown'])
  })

  it('but not for a queue that hangs', async () => {
    const { said, ...parts } = till({ paper: new Promise(() => undefined) })
    const closing = closeAndPrint(parts, shift, sale)
    await vi.advanceTimersByTimeAsync(100)
    expect(await closing).toMatchObject({ kind: 'done', number: 1 })
    expect(said).toEqual(['paper till-1:4:1 given', 'shown'])
  })
})

it('asks for the paper of a receipt that was closed before, which the queue has once', async () => {
  const { said, ...parts } = till({ known: [receipt] })
  const result = await closeAndPrint(parts, shift, sale)
  expect(result).toMatchObject({ kind: 'done', receiptId: receipt.id })
  expect(result.kind === 'done' && (await result.printed)).toBe('queued')
  expect(said).toEqual(['paper till-1:4:1 read'])
})

it('tells of a printer that failed, and the receipt stands', async () => {
  const { books } = till()
  const printing = { printReceipt: () => Promise.reject(new Error('no paper')) }
  const result = await closeAndPrint({ books, printing }, shift, sale)
  expect(result.kind).toBe('done')
  await expect(result.kind === 'done' ? result.printed : null).rejects.toThrow('no paper')
})
