/** Tells everybody with which key this till signs its receipts, once for each key. Works offline: it is sent with the rest. */
'use client'
import { useEffect } from 'react'
import { shortened } from '../../lib/domain/text.ts'
import type { TillKey } from '../../lib/domain/till/till-key.ts'
import { useIsComing } from '../_ui/use-is-coming.ts'
import { useOne, useWorkplace } from '../_ui/use-workplace.ts'
import type { Till } from './use-till.ts'

/** Stands inside the frame's door: somebody is signed in. */
export function useTillKey({ id, name }: Pick<Till, 'id' | 'name'>): void {
  const workplace = useWorkplace()
  const known = useOne<TillKey>('tillKey', id === '' ? null : id)
  // Until everything is here, nobody can say that this key is not known yet.
  const isComing = useIsComing()
  useEffect(() => {
    if (id === '' || known === undefined || isComing) return
    let isOver = false
    const tell = async () => {
      const publicKey = await workplace.signing.publicKey()
      if (isOver || publicKey === null || known?.body.keys.some((key) => key.publicKey === publicKey)) return
      const result = await workplace.act(
        'tillKey.add',
        { kind: 'tillKey', id },
        { tillName: shortened(name, 80), publicKey },
      )
      if (result.kind !== 'done') console.warn('The key of this till was not told to the others', result)
    }
    tell().catch((cause: unknown) => console.error('This till has no key to sign its receipts with', cause))
    return () => {
      isOver = true
    }
  }, [workplace, id, name, known, isComing])
}
