import { describe, expect, it } from 'vitest'
import { accepted, actors, assigned, Books } from '../sample-books.ts'
import { act, done, refusal, deliver, water, stock } from './sample-acts.ts'

describe('deliver a line', () => {
  it('B17: is absolute: doing it twice changes nothing', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    const before = books.order('o1')
    const again = done(books, 'deliverLine', deliver(1000), actors.dmitri)
    expect(again.effects).toEqual([])
    expect(again.body).toBe(before) // the very same: nobody needs to hear of it
    expect(stock(books)).toEqual([1000, 1000])
  })

  it('B21: marks that line alone; the others are marked by themselves', () => {
    const books = assigned(new Books(), 'o1', { lines: [water('l1'), water('l2', { quantityMilli: 2000 })] })
    const delivered = () => books.order('o1').lines.map(({ id, deliveredMilli }) => [id, deliveredMilli])
    done(books, 'deliverLine', deliver(2000, 'l2'), actors.dmitri)
    expect(delivered()).toEqual([
      ['l1', 0],
      ['l2', 2000],
    ])
    done(books, 'deliverLine', deliver(1000, 'l1'), actors.dmitri)
    expect(delivered()).toEqual([
      ['l1', 1000],
      ['l2', 2000],
    ])
  })

  it('moves the goods from the promise to the issue by the difference, also downwards', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(2000), actors.dmitri)
    expect(stock(books)).toEqual([0, 2000])
    done(books, 'deliverLine', deliver(500 * 2), actors.dmitri)
    expect(stock(books)).toEqual([1000, 1000])
    done(books, 'deliverLine', deliver(0), actors.dmitri)
    expect(stock(books)).toEqual([2000, 0])
    expect(books.order('o1').state).toBe('inDelivery')
  })

  it('GA7: the first line of a driver’s order brings it into delivery; without a driver it stays accepted', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000))
    expect(books.order('o1').state).toBe('inDelivery')
    expect(books.published.at(-1)).toEqual({ order: 'o1', state: 'inDelivery' })
    const pickedUp = accepted()
    done(pickedUp, 'deliverLine', deliver(1000))
    expect(pickedUp.order('o1').state).toBe('accepted')
  })

  it('never more than was ordered and not cancelled (E33)', () => {
    const books = assigned()
    expect(refusal(act(books, 'deliverLine', deliver(3000)))).toEqual({
      reason: 'moreThanOrdered',
      product: 'Вода 19 л',
    })
    const order = books.order('o1')
    books.put('order', { ...order, lines: order.lines.map((line) => ({ ...line, cancelledMilli: 1000 })) })
    expect(refusal(act(books, 'deliverLine', deliver(2000)))).toMatchObject({ reason: 'moreThanOrdered' })
    expect(act(books, 'deliverLine', deliver(1000)).kind).toBe('accepted')
  })

  it('only lines of the order, and only whole bottles', () => {
    const books = assigned()
    expect(refusal(act(books, 'deliverLine', deliver(1000, 'l9')))).toEqual({ reason: 'unknownLine' })
    expect(refusal(act(books, 'deliverLine', deliver(500)))).toMatchObject({ reason: 'wrongQuantity' })
  })

  it('a service moves no stock', () => {
    const cleaning = water('l1', { productId: 'cleaning', seenPrice: 150_000 })
    const books = assigned(new Books(), 'o1', { lines: [cleaning] })
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'complete', {}, actors.dmitri)
    expect(stock(books, 'cleaning')).toEqual([0, 0])
  })
})
