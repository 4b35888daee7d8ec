import { describe, expect, it } from 'vitest'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { ActResult, Live, Shown, Workplace } from '../../lib/workplace-types.ts'
import { closeReceipt, lastNumberKey, notedAfterMs, noteGiven } from './close-receipt.ts'

const shift = { id: 'till-1:4' }
const sale = (saleId: string) => ({ saleId, lines: [] }) as unknown as ReceiptPayload

/** A disk that several tabs share, and what one tab has read of it. */
class Disk {
  readonly receipts = new Map<string, Receipt>()
  readonly kept = new Map<string, unknown>()
  acts = 0
  /** How the next acts end instead. */
  script: ActResult[] = []

  put(id: string, saleId: string): void {
    const number = Number(id.split(':').at(-1))
    this.receipts.set(id, { id, saleId, number, shiftId: id.slice(0, id.lastIndexOf(':')) } as Receipt)
  }

  /** `sees`: which receipts this tab's list has. */
  tab(sees: (id: string) => boolean = () => true): Pick<Workplace, 'act' | 'list' | 'keep'> {
    let isLoaded = false
    const rows = (): Shown<Receipt>[] =>
      [...this.receipts.values()].filter(({ id }) => sees(id)).map((body) => ({ id: body.id, body, pending: 1 }))
    return {
      keep: <T>(key: string, initial: T) => ({
        get: () => (this.kept.get(key) ?? initial) as T,
        subscribe: () => () => undefined,
        set: async (value: T) => void this.kept.set(key, value),
      }),
      list: <Body>() =>
        ({
          get: () => (isLoaded ? rows() : null),
          subscribe(changed: () => void) {
            const timer = setTimeout(() => {
              isLoaded = true
              changed()
            }, 1)
            return () => clearTimeout(timer)
          },
        }) as unknown as Live<readonly Shown<Body>[] | null>,
      act: async (_kind, target, payload) => {
        this.acts += 1
        await new Promise((resolve) => setTimeout(resolve, 1))
        const scripted = this.script.shift()
        if (scripted) return scripted
        const { saleId } = payload as ReceiptPayload
        const before = this.receipts.get(target.id)
        if (before && before.saleId !== saleId) return { kind: 'refused', reason: 'alreadyExists', params: {} }
        this.put(target.id, saleId)
        return { kind: 'done', seq: this.acts }
      },
    }
  }
}

describe('closing a receipt', () => {
  it('gives the number after the highest of its own shift', async () => {
    const disk = new Disk()
    const tab = disk.tab()
    disk.put('till-1:3:41', 'yesterday')
    expect(await closeReceipt(tab, shift, sale('a'))).toEqual({ kind: 'done', receiptId: 'till-1:4:1', number: 1 })
    expect(await closeReceipt(tab, shift, sale('b'))).toMatchObject({ number: 2 })
  })

  it('users.md 5: a number that another tab took meanwhile is never used twice: the next one is', async () => {
    const disk = new Disk()
    disk.put('till-1:4:1', 'other-1')
    disk.put('till-1:4:2', 'other-2')
    expect(
      await closeReceipt(
        disk.tab(() => false),
        shift,
        sale('a'),
      ),
    ).toMatchObject({ number: 3 })
  })

  it('users.md 7: two tabs at once leave no gap', async () => {
    const disk = new Disk()
    const tabs = [disk.tab(() => false), disk.tab(() => false)]
    const all = Array.from({ length: 12 }, (_, index) =>
      closeReceipt(tabs[index % 2] ?? disk.tab(), shift, sale(`sale-${index}`)),
    )
    const numbers = (await Promise.all(all)).map((result) => (result.kind === 'done' ? result.number : 0))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  })

  it('users.md 9: pressed twice, it is the receipt of the first press', async () => {
    const disk = new Disk()
    const tab = disk.tab()
    const twice = await Promise.all([closeReceipt(tab, shift, sale('a')), closeReceipt(tab, shift, sale('a'))])
    expect(twice[0]).toEqual(twice[1])
    expect(disk.receipts.size).toBe(1)
    expect(disk.acts).toBe(1)
  })

  it('users.md 9: a sale that became a receipt is found again in a later shift too', async () => {
    const disk = new Disk()
    disk.put('till-1:4:7', 'a')
    expect(await closeReceipt(disk.tab(), { id: 'till-1:5' }, sale('a'))).toMatchObject({ receiptId: 'till-1:4:7' })
  })

  it('says what the rules and the disk say, and goes on with the next sale', async () => {
    const disk = new Disk()
    const tab = disk.tab()
    disk.script = [
      { kind: 'refused', reason: 'shiftClosed', params: { number: 4 } },
      { kind: 'failed', failure: 'quota' },
    ]
    expect(await closeReceipt(tab, shift, sale('a'))).toEqual({
      kind: 'refused',
      reason: 'shiftClosed',
      params: { number: 4 },
    })
    expect(await closeReceipt(tab, shift, sale('a'))).toEqual({ kind: 'failed', failure: 'quota' })
    expect(await closeReceipt(tab, shift, sale('a'))).toMatchObject({ kind: 'done', number: 1 })
  })

  it('gives up when fifty numbers in a row are taken', async () => {
    const disk = new Disk()
    for (let number = 1; number <= 60; number += 1) disk.put(`till-1:4:${number}`, `other-${number}`)
    expect(
      await closeReceipt(
        disk.tab(() => false),
        shift,
        sale('a'),
      ),
    ).toMatchObject({ reason: 'alreadyExists' })
    expect(disk.acts).toBe(50)
  })
})

describe('users.md 7: a number', () => {
  it('that the office refused is not given out again in its shift; the next shift begins with 1', async () => {
    const disk = new Disk()
    const tab = disk.tab()
    await closeReceipt(tab, shift, sale('a'))
    await closeReceipt(tab, shift, sale('b'))
    await new Promise((resolve) => setTimeout(resolve, notedAfterMs + 50))
    disk.receipts.delete('till-1:4:2')
    expect(await closeReceipt(tab, shift, sale('c'))).toMatchObject({ kind: 'done', number: 3 })
    expect(await closeReceipt(tab, { id: 'till-1:5' }, sale('d'))).toMatchObject({ kind: 'done', number: 1 })
  })

  it('is not given out again either when the till died before it noted it: it does so as it starts', async () => {
    const disk = new Disk()
    disk.put('till-1:3:9', 'yesterday')
    disk.put('till-1:4:1', 'a')
    disk.put('till-1:4:2', 'b')
    await noteGiven(disk.tab(), shift)
    expect(disk.kept.get(lastNumberKey)).toEqual({ shiftId: shift.id, number: 2 })
    disk.receipts.delete('till-1:4:2')
    expect(await closeReceipt(disk.tab(), shift, sale('c'))).toMatchObject({ kind: 'done', number: 3 })
  })

  it('that is noted is never lowered, and nothing is written where nothing is new', async () => {
    const disk = new Disk()
    disk.put('till-1:4:1', 'a')
    const noted = { shiftId: shift.id, number: 2 }
    disk.kept.set(lastNumberKey, noted)
    await noteGiven(disk.tab(), shift)
    expect(disk.kept.get(lastNumberKey)).toBe(noted)
    await noteGiven(disk.tab(), { id: 'till-1:5' })
    expect(disk.kept.get(lastNumberKey)).toBe(noted)
  })
})
