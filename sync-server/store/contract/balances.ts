import { describe, expect, it } from 'vitest'
import { FloorError, type TransactionResult } from '../ports.ts'
import { order, posting, read, type StartStore, type StoreUnderTest } from './store-under-test.ts'

export function balancesContract(start: StartStore): void {
  describe('balances', () => {
    const owner = { kind: 'balance', id: 'c1' }
    const amounts = ({ store, org }: StoreUnderTest) => store.transaction(org, (tx) => tx.lockOwners([owner]))
    const post = ({ store, org }: StoreUnderTest, ...postings: TransactionResult['postings']) =>
      store.transaction(org, async (tx) => {
        await tx.lockOwners([owner])
        return tx.commit({ postings })
      })

    it('adds postings up by account and gives an owner all accounts', async () => {
      const under = await start()
      expect(await amounts(under)).toEqual([{}])
      await post(
        under,
        posting('balance/c1/deposit', 100),
        posting('balance/c1/deposit', -30),
        posting('balance/c1/debt', 5),
      )
      await post(under, posting('balance/c1/deposit', 1))
      expect(await amounts(under)).toEqual([{ deposit: 71, debt: 5 }])
    })

    it('never lets a floored account fall below zero, whatever the decider believed', async () => {
      const under = await start()
      await post(under, posting('balance/c1/deposit', 10, true))
      const tooMuch = under.store.transaction(under.org, async (tx) => {
        await tx.lockOwners([owner])
        return tx.commit({
          postings: [posting('balance/c1/deposit', -11, true)],
          documents: [{ ref: order('1'), before: null, body: {}, scopes: ['orders'] }],
        })
      })
      await expect(tooMuch).rejects.toBeInstanceOf(FloorError)
      await expect(post(under, posting('balance/c1/points', -1, true))).rejects.toBeInstanceOf(FloorError)
      expect(await amounts(under)).toEqual([{ deposit: 10 }])
      expect(await read(under, { orders: 0 })).toMatchObject({ asOf: 0, pages: [{ changes: [] }] })
      await post(under, posting('balance/c1/deposit', -10, true))
      expect(await amounts(under)).toEqual([{ deposit: 0 }])
      await post(under, posting('balance/c1/receivable', -7))
      expect(await amounts(under)).toEqual([{ deposit: 0, receivable: -7 }])
    })

    it('locks an owner as a whole, also one that never had an account', async () => {
      const under = await start()
      const add = (name: string) => () =>
        under.store.transaction(under.org, async (tx) => {
          const [known] = await tx.lockOwners([owner])
          const sum = Object.values(known ?? {}).reduce((total, amount) => total + amount, 0)
          await tx.commit({
            postings: [posting(`balance/c1/${name}`, 1)],
            derived: [{ ref: owner, body: { sum: sum + 1 }, scopes: ['customers'] }],
          })
        })
      await Promise.all(['a', 'b', 'c', 'a', 'b', 'd'].map((name) => add(name)()))
      expect(await amounts(under)).toEqual([{ a: 2, b: 2, c: 1, d: 1 }])
      expect((await read(under, { customers: 0 })).pages[0]?.changes).toMatchObject([{ body: { sum: 6 } }])
    })
  })
}
