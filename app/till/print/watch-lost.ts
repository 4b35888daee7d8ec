/**
 * Looks for receipts that never became a print job, now and a moment after every change of the receipts. After a crash a
 * receipt may come to light late: its view is made from its act when the tab that leads gets to it (S3). The moment leaves
 * the usual way, where the screen prints what it has just closed, the time to be first.
 */
import type { Live } from '../../../lib/workplace-types.ts'

export const lookAfterMs = 1_000

export function watchLost(
  receipts: Pick<Live<unknown>, 'subscribe'>,
  {
    printLost,
    after,
    onFault,
  }: {
    printLost: () => Promise<void>
    after: (ms: number, run: () => void) => void
    onFault: (error: unknown) => void
  },
): void {
  let isDue = false
  const look = (): void => {
    if (isDue) return
    isDue = true
    after(lookAfterMs, () => {
      isDue = false
      printLost().catch(onFault)
    })
  }
  receipts.subscribe(look)
  look()
}
