/** What stands in the journal in place of content that was refused and not kept. */
export type Unkept = { unkept: { bytes: number; sha256: string } }

export const unkept = (bytes: number, sha256: string): Unkept => ({ unkept: { bytes, sha256 } })

export function isUnkept(payload: unknown): payload is Unkept {
  const inner = (payload as Partial<Unkept> | null | undefined)?.unkept
  return typeof inner?.bytes === 'number' && typeof inner.sha256 === 'string'
}
