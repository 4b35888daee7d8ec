import { refused, type Facts, type Ref, type Refused } from './operation.ts'

/**
 * A stored document that cannot be read is our fault, not the person's: on the server this throws, so that the operation
 * is held (S22); a device shows a refusal.
 */
export function damaged({ kind, id }: Ref, place: Facts['place']): Refused {
  if (place === 'server') throw new Error(`The stored document ${kind}/${id} is no ${kind}`)
  return refused('badRequest', { path: 'document' })
}
