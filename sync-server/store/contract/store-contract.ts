/** What every store promises the decider. `memory.test.ts` and `postgres/postgres-store.db.test.ts` run it. */
import { afterEach } from 'vitest'
import { balancesContract } from './balances.ts'
import { documentsContract } from './documents.ts'
import { operationsContract } from './operations.ts'
import { pagesContract } from './pages.ts'
import type { StartStore, StoreUnderTest } from './store-under-test.ts'
import { transactionsContract } from './transactions.ts'

/** `open` gives a store of its own at every call; it is closed after the test. */
export function storeContract(open: StartStore): void {
  let opened: StoreUnderTest[] = []
  const start = async () => {
    const under = await open()
    opened.push(under)
    return under
  }
  afterEach(async () => {
    for (const under of opened) await under.close()
    opened = []
  })
  operationsContract(start)
  documentsContract(start)
  pagesContract(start)
  balancesContract(start)
  transactionsContract(start)
}
