// What lies in the database of a browser, whatever its screens show of it.
import type { Page } from '@playwright/test'

/** A document as this device was told it. null: the device has no such document. */
export async function documentOnDevice<Body>(page: Page, key: string): Promise<Body | null> {
  const text = await fieldOnDevice(page, key, 'body')
  return text === null ? null : (JSON.parse(text) as Body)
}

/**
 * What a screen remembers here (`useKeep`); null: nothing yet. It is seen at once and stored a moment later: a journey that
 * loads the page anew waits for it, as a person has let that moment pass.
 */
export async function keptOnDevice<Kept>(page: Page, name: string): Promise<Kept | null> {
  const text = await fieldOnDevice(page, `keep/${name}`, 'value')
  return text === null ? null : (JSON.parse(text) as Kept)
}

/** The pieces that the till's sale has on the disk. */
export async function piecesOnDevice(page: Page): Promise<number> {
  const sale = await keptOnDevice<{ lines: { quantityMilli: number }[] }>(page, 'till.sale')
  return (sale?.lines ?? []).reduce((sum, { quantityMilli }) => sum + quantityMilli, 0) / 1000
}

/** Looks through every database, so it knows nothing of their names. */
function fieldOnDevice(page: Page, key: string, field: 'body' | 'value'): Promise<string | null> {
  return page.evaluate(
    async (wanted) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'))
        })
      for (const { name } of await indexedDB.databases()) {
        if (name === undefined) continue
        const database = await done(indexedDB.open(name))
        try {
          for (const store of database.objectStoreNames) {
            const rows = await done(database.transaction(store).objectStore(store).getAll())
            for (const row of rows as Record<string, unknown>[]) {
              const text = row[wanted.field]
              if (row['key'] === wanted.key && typeof text === 'string') return text
            }
          }
        } finally {
          database.close()
        }
      }
      return null
    },
    { key, field },
  )
}
