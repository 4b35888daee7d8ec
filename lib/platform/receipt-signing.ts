/**
 * The key with which this till signs its receipts (decision 013). The private half cannot be read by anybody, neither by
 * this app: the browser keeps it and signs with it. It lies in a database of its own, so that dropping documents and views
 * does not take it along; when the browser loses it all the same, a new one is made, and the old paper stays good by the
 * public half that everybody has.
 */
import { requestDone } from './idb.ts'

export type ReceiptSigning = {
  /** In base64url. null: this browser cannot sign (it withholds cryptography on plain http). */
  publicKey(): Promise<string | null>
  /** 64 bytes, r and s. null as above. */
  sign(message: Uint8Array): Promise<Uint8Array | null>
  /** Was it signed with the private half of this key? null: this browser cannot tell. */
  verify(publicKey: string, message: Uint8Array, signature: Uint8Array): Promise<boolean | null>
}

type Needs = { subtle: SubtleCrypto | undefined; factory: IDBFactory }

const databaseName = 'rodnik-till-key'
const storeName = 'keys'
const own = 'own'
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

export function createReceiptSigning({ subtle, factory }: Needs): ReceiptSigning {
  let pair: Promise<CryptoKeyPair> | null = null
  const ownPair = (has: SubtleCrypto): Promise<CryptoKeyPair> => {
    pair ??= keptPair(has, factory)
    // A disk that failed once is asked again.
    pair.catch(() => (pair = null))
    return pair
  }
  return {
    async publicKey() {
      if (!subtle) return null
      const { publicKey } = await ownPair(subtle)
      return toBase64Url(new Uint8Array(await subtle.exportKey('raw', publicKey)))
    },
    async sign(message) {
      if (!subtle) return null
      const { privateKey } = await ownPair(subtle)
      return new Uint8Array(await subtle.sign(signing, privateKey, ownBytes(message)))
    },
    async verify(publicKey, message, signature) {
      if (!subtle) return null
      const key = await importKey(subtle, publicKey)
      return key !== null && subtle.verify(signing, key, ownBytes(signature), ownBytes(message))
    },
  }
}

async function keptPair(subtle: SubtleCrypto, factory: IDBFactory): Promise<CryptoKeyPair> {
  const database = await open(factory)
  try {
    const kept = await read(database)
    if (kept) return kept
    const made = await subtle.generateKey(algorithm, false, ['sign', 'verify'])
    // Another tab may have been faster: then its key is the till's.
    return (await add(database, made)) ? made : ((await read(database)) ?? made)
  } finally {
    database.close()
  }
}

/** null: no key that anybody could have signed with. */
async function importKey(subtle: SubtleCrypto, publicKey: string): Promise<CryptoKey | null> {
  try {
    return await subtle.importKey('raw', fromBase64Url(publicKey), algorithm, false, ['verify'])
  } catch (cause) {
    console.warn('A key of a till cannot be read', cause)
    return null
  }
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(databaseName, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(storeName)
  return done(request)
}

const read = (database: IDBDatabase): Promise<CryptoKeyPair | undefined> =>
  done(database.transaction(storeName).objectStore(storeName).get(own) as IDBRequest<CryptoKeyPair | undefined>)

/** False: there is one already. Resolves when it is on the disk: what is signed before that could never be checked. */
function add(database: IDBDatabase, pair: CryptoKeyPair): Promise<boolean> {
  const transaction = database.transaction(storeName, 'readwrite', { durability: 'strict' })
  transaction.objectStore(storeName).add(pair, own)
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(true)
    transaction.onabort = () =>
      transaction.error?.name === 'ConstraintError'
        ? resolve(false)
        : reject(transaction.error ?? new Error('The key of this till was not kept'))
  })
}

const done = <T>(request: IDBRequest<T>): Promise<T> => requestDone(request, 'The database of the till’s key failed')

/** On a buffer of its own, as cryptography wants it. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
