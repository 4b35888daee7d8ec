import { describe, expect, it } from 'vitest'
import { NewerStoreError } from '../../lib/store/local-store.ts'
import { openFailure, type OpenFailure } from './open-failure.ts'

const layered = (name: string): Error =>
  new Error('Opening the operations', {
    cause: Object.assign(new Error(name), { name: 'OpenFailedError', inner: { name } }),
  })
const here = { indexedDB: {} }
const shut = {
  get indexedDB(): never {
    throw new DOMException('Access is denied for this document', 'SecurityError')
  },
}

describe('why the workplace was not opened', () => {
  it.each<[string, unknown, { indexedDB?: unknown }, OpenFailure]>([
    ['a browser without IndexedDB', layered('MissingAPIError'), {}, 'browserTooOld'],
    ['a browser that keeps IndexedDB shut', layered('MissingAPIError'), shut, 'storageForbidden'],
    ['cookies and storage blocked for the site', layered('SecurityError'), here, 'storageForbidden'],
    ['an old private window of Firefox', layered('InvalidStateError'), here, 'storageForbidden'],
    ['a full disk', layered('QuotaExceededError'), here, 'storageFull'],
    ['a full disk, told by the browser alone', new DOMException('full', 'QuotaExceededError'), here, 'storageFull'],
    ['work of a newer app', new NewerStoreError(), here, 'appTooOld'],
    ['anything else', new TypeError('x is not a function'), here, 'other'],
    ['no error at all', 'a string', here, 'other'],
  ])('%s', (_, cause, scope, expected) => {
    expect(openFailure(cause, scope)).toBe(expected)
  })
})
