import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { tillPayloads } from '../domain/till/operations.ts'
import { createReceiptSigning } from './receipt-signing.ts'

vi.stubGlobal('IDBKeyRange', IDBKeyRange)

const { subtle } = globalThis.crypto
const message = new TextEncoder().encode('вода, 2 бутыли')
const must = <T>(value: T | null): T => {
  if (value === null) throw new Error('This machine cannot sign')
  return value
}

describe('the key of a till', () => {
  it('signs what its public half proves, and nothing else', async () => {
    const till = createReceiptSigning({ subtle, factory: new IDBFactory() })
    const other = createReceiptSigning({ subtle, factory: new IDBFactory() })
    const key = must(await till.publicKey())
    const signature = must(await till.sign(message))
    expect(signature).toHaveLength(64)
    expect(await other.verify(key, message, signature)).toBe(true)
    expect(await other.verify(key, new TextEncoder().encode('вода, 3 бутыли'), signature)).toBe(false)
    expect(await other.verify(must(await other.publicKey()), message, signature)).toBe(false)
    for (let bit = 0; bit < 512; bit += 37) {
      const altered = signature.slice()
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await other.verify(key, message, altered)).toBe(false)
    }
  })

  it('is the same after a restart, and in two tabs that began at once', async () => {
    const factory = new IDBFactory()
    const tabs = [0, 1, 2].map(() => createReceiptSigning({ subtle, factory }))
    const keys = await Promise.all(tabs.map((tab) => tab.publicKey()))
    expect(new Set(keys).size).toBe(1)
    const later = createReceiptSigning({ subtle, factory })
    expect(await later.publicKey()).toBe(keys[0])
    expect(await later.verify(must(keys[0] ?? null), message, must(await later.sign(message)))).toBe(true)
  })

  it('is one that the server takes', async () => {
    const publicKey = await createReceiptSigning({ subtle, factory: new IDBFactory() }).publicKey()
    expect(tillPayloads['tillKey.add'].safeParse({ tillName: 'Касса', publicKey }).success).toBe(true)
  })

  it('is asked for again after the disk has failed', async () => {
    const factory = new IDBFactory()
    const opening = vi.spyOn(factory, 'open').mockImplementationOnce(() => {
      throw new Error('The disk is away')
    })
    const till = createReceiptSigning({ subtle, factory })
    await expect(till.sign(message)).rejects.toThrow('The disk is away')
    expect(await till.sign(message)).toHaveLength(64)
    expect(opening).toHaveBeenCalledTimes(2)
  })

  it('is none where the browser withholds cryptography, and what is no key proves nothing', async () => {
    const plain = createReceiptSigning({ subtle: undefined, factory: new IDBFactory() })
    expect([await plain.publicKey(), await plain.sign(message)]).toEqual([null, null])
    expect(await plain.verify('B', message, new Uint8Array(64))).toBeNull()
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const till = createReceiptSigning({ subtle, factory: new IDBFactory() })
    expect(await till.verify(`BA${'A'.repeat(85)}`, message, new Uint8Array(64))).toBe(false)
    expect(warned).toHaveBeenCalledOnce()
  })
})
