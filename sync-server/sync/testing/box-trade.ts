/**
 * A trade small enough to see through: boxes with a text and a count, on a shelf (their scope), and purses with a
 * floored deposit. It can also do what a trade never should.
 */
import { accepted, refused, type Decision, type Effect, type Operation } from '../../../lib/domain/operation.ts'
import type { Trade } from '../../../lib/domain/trade.ts'

export type Box = { id: string; text: string; count: number; shelf: string; by: string }
type Payload = { text?: string; shelf?: string; purse?: string; amount?: number; other?: string }

const payloadOf = (operation: Operation): Payload => operation.payload ?? {}

const post = (operation: Operation, purse: string, delta: number): Effect => ({
  kind: 'post',
  postings: [
    { account: `balance/${purse}/deposit`, delta, floored: true, entry: operation.kind, ref: operation.target },
  ],
})

export const boxTrade: Trade = {
  needs(operation) {
    const { purse, other } = payloadOf(operation)
    return {
      documents: other ? [{ kind: 'box', id: other }] : [],
      accounts: purse && operation.kind !== 'box.takeUnseen' ? [`balance/${purse}/deposit`] : [],
    }
  },

  decide(body, operation, facts): Decision<Box> {
    const { text = '', shelf = 'a', purse = 'nobody', amount = 1, other = '' } = payloadOf(operation)
    const box = body as Box | null
    if (operation.kind === 'box.make') {
      if (box) return refused('alreadyExists')
      return accepted({ id: operation.target.id, text, count: 0, shelf, by: facts.actor.id })
    }
    if (!box) return refused('notFound')
    switch (operation.kind) {
      case 'box.write':
        return accepted({ ...box, text })
      case 'box.count':
        return accepted({ ...box, count: box.count + 1 })
      case 'box.move':
        return accepted({ ...box, shelf })
      case 'box.same':
        return accepted(box)
      case 'box.copy': {
        const from = facts.document({ kind: 'box', id: other }) as Box | null
        return from ? accepted({ ...box, text: from.text }) : refused('notFound')
      }
      case 'box.give':
        return accepted({ ...box, count: box.count + 1 }, post(operation, purse, amount))
      case 'box.take': {
        const balance = facts.balance(`balance/${purse}/deposit`) ?? 0
        if (balance < amount) return refused('depositTooSmall', { balanceMinor: balance, neededMinor: amount })
        return accepted({ ...box, count: box.count + 1 }, post(operation, purse, -amount))
      }
      /** Has happened, and does not fit. */
      case 'box.late':
        return refused('alreadyFinished')
      /** Faults. Takes without asking what there is. */
      case 'box.takeUnseen':
        return accepted(box, post(operation, purse, -amount))
      case 'box.throw':
        throw new Error('a fault in the trade')
      /** A text that no database column holds. */
      case 'box.unstorable':
        return accepted({ ...box, text: 'half \ud800 and \u0000' })
      case 'box.askUnnamed':
        facts.document({ kind: 'box', id: 'never named' })
        return accepted(box)
      default:
        return refused('unknownOperation')
    }
  },

  hasHappened: ({ kind }) => kind === 'box.late',
  scopesOf: (_ref, body) => ['all', `shelf:${(body as Box).shelf}`],
  sortKeyOf: (ref) => ref.id,
}
