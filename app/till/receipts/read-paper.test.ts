/** Decision 013: what a code on paper proves at another till, without a network. */
import { beforeAll, describe, expect, it } from 'vitest'
import { IDBFactory } from 'fake-indexeddb'
import { product } from '../../../lib/domain/sample-books.ts'
import {
  codedReceipt,
  namingCode,
  readCode,
  signable,
  signatureBytes,
  writeCode,
} from '../../../lib/domain/till/receipt-code.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { TillKey } from '../../../lib/domain/till/till-key.ts'
import { createReceiptSigning, type ReceiptSigning } from '../../../lib/platform/receipt-signing.ts'
import { codeOnPaper } from '../print/receipt-code.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { dayShift, TillDay } from '../print/testing/till-day.ts'
import { allOf, returnLines } from './return-cart.ts'
import { foreignReturned } from './returned.ts'
import { goodsByKey, readPaper, receiptOnPaper, tillOf } from './read-paper.ts'

const { subtle } = globalThis.crypto
const signer = () => createReceiptSigning({ subtle, factory: new IDBFactory() })
const till = signer()
const verify: ReceiptSigning['verify'] = (...args) => till.verify(...args)
let key = ''
let sold: Receipt

beforeAll(async () => {
  key = (await till.publicKey()) ?? ''
  sold = new TillDay().close([water({ discount: { kind: 'amount', minor: 500 } })])
})

const known = (...publicKeys: string[]) => ({
  verify,
  keysOf: (id: string): TillKey | null =>
    id === 'device'
      ? { id, tillName: 'Касса 1', keys: publicKeys.map((publicKey) => ({ publicKey, at: 0, by: 'kira' })) }
      : null,
})

describe('the paper of a till that is known', () => {
  it('is proved, also when the till has another key by now', async () => {
    const later = (await signer().publicKey()) ?? ''
    const read = await readPaper(await codeOnPaper(sold, till), known(later, key))
    expect(read).toEqual({ kind: 'proved', tillName: 'Касса 1', receipt: codedReceipt(sold) })
  })

  it('gives back exactly what was paid, name and unit from the catalogue of today', async () => {
    const read = await readPaper(await codeOnPaper(sold, till), known(key))
    if (read.kind !== 'proved') throw new Error(read.kind)
    const goods = goodsByKey([product('water', { name: 'Вода 19 л, новая', unit: 'бут' }), product('pump')])
    const paper = receiptOnPaper(read.receipt, { tillName: 'Касса 1', goods, unnamed: (place) => `Позиция ${place}` })
    if (!paper) throw new Error('no receipt')
    expect(paper).toMatchObject({
      id: `${dayShift}:1`,
      tillId: 'device',
      shiftNumber: 3,
      number: 1,
      totalMinor: 74_650,
    })
    expect(paper.lines).toEqual([{ ...sold.lines[0], id: '#1', name: 'Вода 19 л, новая' }])
    const own = [
      {
        id: 'r',
        pending: 0,
        body: {
          ...sold,
          lines: returnLines(paper, {
            chosen: { '#1': 1000 },
            returned: new Map(),
            newId: () => 'n',
            seen: 'paper',
          }).map((line) => ({ ...line, discountMinor: 0, amountMinor: 0, returnOf: line.returnOf })),
        } as Receipt,
      },
    ]
    const returned = foreignReturned(paper, null, own)
    expect(allOf(paper, returned)).toEqual({ '#1': 2000 })
    const [line] = returnLines(paper, { chosen: allOf(paper, returned), returned, newId: () => 'n', seen: 'paper' })
    expect(line?.returnOf).toMatchObject({
      receiptId: sold.id,
      lineId: '#1',
      position: 1,
      seen: 'paper',
      soldMinor: 74_650,
      returnedMilli: 1000,
    })
  })

  it('goods that the catalogue has no more are told by their place', async () => {
    const paper = receiptOnPaper(codedReceipt(sold), {
      tillName: '',
      goods: new Map(),
      unnamed: (place) => `Позиция ${place}`,
    })
    expect(paper?.lines).toMatchObject([{ name: 'Позиция 1', productId: null, stocked: false, amountMinor: 74_650 }])
  })
})

describe('what is not genuine', () => {
  const content = () => signable(codedReceipt(sold))

  it('a larger sum under the old signature is forged', async () => {
    const signature = await till.sign(content().message)
    const more = signable({ ...codedReceipt(sold), totalMinor: 999_900 })
    expect(await readPaper(writeCode(more.content, signature), known(key))).toEqual({
      kind: 'forged',
      receiptId: sold.id,
    })
  })

  it('a signature by another key is forged: another company’s till cannot speak for ours', async () => {
    expect(await readPaper(await codeOnPaper(sold, signer()), known(key))).toMatchObject({ kind: 'forged' })
    expect(await readPaper(writeCode(content().content, new Uint8Array(signatureBytes)), known(key))).toMatchObject({
      kind: 'forged',
    })
  })

  it('a till that nobody here has heard of proves nothing', async () => {
    const theirs = { ...sold, id: 'theirs:3:1' }
    expect(await readPaper(await codeOnPaper(theirs, signer()), known(key))).toEqual({
      kind: 'named',
      receiptId: 'theirs:3:1',
      why: 'unknownTill',
    })
  })

  it('without a signature, or where this browser cannot check it, it only names the receipt', async () => {
    const named = { kind: 'named', receiptId: sold.id, why: 'unsigned' }
    expect(await readPaper(namingCode(sold.id), known(key))).toEqual(named)
    const plain = createReceiptSigning({ subtle: undefined, factory: new IDBFactory() })
    expect(await codeOnPaper(sold, plain)).toBe(namingCode(sold.id))
    expect(
      await readPaper(await codeOnPaper(sold, till), {
        ...known(key),
        verify: (...args) => plain.verify(...args),
      }),
    ).toEqual(named)
  })

  it('a key that the device lost on the way to paper leaves a receipt that is named', async () => {
    const broken = { sign: () => Promise.reject(new Error('The disk is full')) }
    const said = console.error
    console.error = () => undefined
    try {
      expect(await codeOnPaper(sold, broken)).toBe(namingCode(sold.id))
    } finally {
      console.error = said
    }
  })
})

describe('a scanner that is a keyboard', () => {
  /** What the same places of the keyboard type with a Russian layout on. */
  const russian: Record<string, string> = {
    q: 'й',
    w: 'ц',
    e: 'у',
    r: 'к',
    t: 'е',
    y: 'н',
    R: 'К',
    O: 'Щ',
    D: 'В',
    N: 'Т',
    I: 'Ш',
    K: 'Л',
    ':': 'Ж',
    '/': '.',
    '-': '-',
  }
  const typed = (code: string) => [...code].map((sign) => russian[sign] ?? sign).join('')

  it('types a receipt’s code faithfully in every layout, because it is digits', async () => {
    const code = await codeOnPaper(sold, till)
    expect(typed('RODNIK:')).not.toBe('RODNIK:')
    expect(typed(code)).toBe(code)
    expect(readCode(`  ${typed(code)}\t`)).toMatchObject({ kind: 'signed' })
  })

  it('that lost a key says so instead of calling the paper forged', async () => {
    const code = await codeOnPaper(sold, till)
    expect(await readPaper(code.slice(0, 100) + code.slice(101), known(key))).toEqual({ kind: 'garbled' })
  })
})

it('the till leads a receipt’s name', () => {
  expect([tillOf('a:b:3:1'), tillOf('device:3:1'), tillOf('x')]).toEqual(['a:b', 'device', ''])
})
