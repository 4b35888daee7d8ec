import type { Ref } from '../../lib/domain/operation.ts'
import type { Live, Workplace } from '../../lib/workplace-types.ts'

/** The first value that is there: `list` says null and `one` says undefined while they are being read. */
export function readOnce<T, There extends T>(live: Live<T>, isThere: (value: T) => value is There): Promise<There> {
  return new Promise((resolve) => {
    let leave: (() => void) | null = null
    const look = (): void => {
      const value = live.get()
      if (!isThere(value)) return
      leave?.()
      resolve(value)
    }
    leave = live.subscribe(look)
    look()
  })
}

/** null: there is no such document here. */
export const readOne = async <Body>(workplace: Pick<Workplace, 'one'>, ref: Ref): Promise<Body | null> =>
  (await readOnce(workplace.one<Body>(ref), (shown) => shown !== undefined))?.body ?? null
