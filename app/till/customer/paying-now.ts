/** What the payment window says of the money right now, for the customer's screen. null: nobody pays. One per tab. */
import { createSource } from '../../../lib/store/live.ts'
import type { Paying } from './picture.ts'

export const payingNow = createSource<Paying | null>(null)
