/** IndexedDB's events as promises. `failure`: what to say where the browser gives no reason. */

/** Each success of the request: a cursor's comes again and again. */
export function requestDone<T>(request: IDBRequest<T>, failure: string): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error(failure))
  })
}

/** As far as the transaction's durability promises: `strict` is on the disk. */
export function transactionDone(transaction: IDBTransaction, failure: string): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error(failure))
  })
}
