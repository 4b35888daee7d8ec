// A document as it lies in the database of a browser: what this device was told, whatever its screens show of it.
import type { Page } from '@playwright/test'

/** null: the device has no such document. Looks through every database, so it knows nothing of their names. */
export async function documentOnDevice<Body>(page: Page, key: string): Promise<Body | null> {
  const text = await page.evaluate(async (wanted) => {
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
          for (const row of rows as { key?: unknown; body?: unknown }[])
            if (row.key === wanted && typeof row.body === 'string') return row.body
        }
      } finally {
        database.close()
      }
    }
    return null
  }, key)
  return text === null ? null : (JSON.parse(text) as Body)
}
