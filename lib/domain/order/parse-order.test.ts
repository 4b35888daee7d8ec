import { describe, expect, it } from 'vitest'
import { actors, submitted } from '../sample-books.ts'
import type { Order } from './order.ts'
import { refusal } from './sample-acts.ts'

describe('a stored order that is none', () => {
  const broken = (place: 'server' | 'device') => {
    const books = submitted()
    books.put('order', { ...books.order('o1'), lines: 'gone' } as unknown as Order)
    return () => books.decide({ actor: actors.olga, kind: 'order.accept', id: 'o1', payload: {} }, place)
  }
  it('S22: is our fault: the server throws, so that the operation is held; a device shows a refusal', () => {
    expect(broken('server')).toThrow('The stored document order/o1 is no order')
    expect(refusal(broken('device')())).toEqual({ reason: 'badRequest', path: 'document' })
  })
})
