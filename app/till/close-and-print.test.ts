import { expect, it } from 'vitest'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Live, Workplace } from '../../lib/workplace-types.ts'
import { closeAndPrint } from './close-and-print.ts'

const shift = { id: 'till-1:4' }
const sale = { saleId: 'a', lines: [] } as unknown as ReceiptPayload
const receipt = { id: 'till-1:4:1', saleId: 'a', number: 1, shiftId: shift.id } as Receipt

/** `view` resolves when the screen knows the receipt. */
function till({ known = [], view = Promise.resolve() }: { known?: Receipt[]; view?: Promise<void> } = {}) {
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
      onDurable?.(receipt)
      await view
      said.push('shown')
      return { kind: 'done', seq: 1 }
    },
  } as Pick<Workplace, 'act' | 'list' | 'keep'>
  const printing = {
    async printReceipt(id: string, options: { receipt?: Receipt } = {}) {
      said.push(`paper ${id} ${options.receipt === undefined ? 'read' : 'given'}`)
      return 'queued' as const
    },
  }
  return { said, books, printing }
}

it('gives the receipt to the printer while the screen still makes its view', async () => {
  let show = (): void => undefined
  const { said, ...parts } = till({ view: new Promise((resolve) => (show = resolve)) })
  const closing = closeAndPrint(parts, shift, sale)
  await new Promise((resolve) => setTimeout(resolve))
  expect(said).toEqual(['paper till-1:4:1 given'])
  show()
  expect(await closing).toMatchObject({ kind: 'done', number: 1 })
  expect(said).toEqual(['paper till-1:4:1 given', 'shown'])
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
