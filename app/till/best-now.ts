/**
 * What a till's clock is off, as far as it knows: receipts and shifts bear the server's time (users.md 15), and what is
 * printed or counted beside them bears the same.
 */
import type { Workplace } from '../../lib/workplace-types.ts'

/** Added to the device's time; 0 while the device never heard the server. */
export const clockOffset = ({ status }: Pick<Workplace, 'status'>): number => status.get().clockOffsetMs ?? 0

/** Epoch ms. */
export const bestNow = (workplace: Pick<Workplace, 'status' | 'now'>): number =>
  workplace.now() + clockOffset(workplace)
