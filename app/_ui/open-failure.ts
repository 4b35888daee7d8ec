/**
 * Why the workplace could not be opened in this browser, as far as it can be told from what was thrown and from what the
 * browser has. Each answer asks something else of the person: another browser, an ordinary window, free space, a newer app.
 */
export type OpenFailure = 'browserTooOld' | 'storageForbidden' | 'storageFull' | 'appTooOld' | 'other'

/** `scope`: the window, or what stands for it. */
export function openFailure(cause: unknown, scope: { indexedDB?: unknown }): OpenFailure {
  const names = namesOf(cause)
  if (names.includes('NewerStoreError')) return 'appTooOld'
  if (names.some((name) => name === 'QuotaExceededError' || name === 'QuotaExceeded')) return 'storageFull'
  const storage = storageOf(scope)
  // Browsers without storage for this site answer in many ways: no access at all, or an opening that always fails.
  if (storage === 'forbidden' || names.some((name) => forbidding.includes(name))) return 'storageForbidden'
  return storage === 'missing' ? 'browserTooOld' : 'other'
}

/** Chrome with all cookies blocked; Firefox in a private window of older versions. */
const forbidding = ['SecurityError', 'InvalidStateError', 'NotAllowedError']

function storageOf(scope: { indexedDB?: unknown }): 'there' | 'missing' | 'forbidden' {
  try {
    return scope.indexedDB ? 'there' : 'missing'
  } catch (refusal) {
    return refusal instanceof Error && refusal.name !== 'SecurityError' ? 'missing' : 'forbidden'
  }
}

/** What was thrown lies in layers: the store's error, around Dexie's, around the browser's. */
function namesOf(error: unknown, depth = 0): string[] {
  if (depth > 5 || typeof error !== 'object' || error === null) return []
  const { name, cause, inner } = error as { name?: unknown; cause?: unknown; inner?: unknown }
  return [...(typeof name === 'string' ? [name] : []), ...namesOf(cause, depth + 1), ...namesOf(inner, depth + 1)]
}
