/**
 * The way from the till's tab to the customer's window: a channel of this browser, so it works without a network. The
 * window only asks to be told; nothing that it says can change anything.
 *
 *     window   hello        →  the tab in sight tells at once
 *     tab      shown        →  at every change, and again every few seconds
 *     window   no news for a while: the tab was closed or killed, so nothing of its sale stays in sight
 */
import type { Shown } from './picture.ts'

export const channelName = 'rodnik-customer-screen'
export const screenPath = '/till/customer'
export const tellAgainMs = 5_000
/** Several tellings went missing. */
export const goneAfterMs = 16_000
/** Thanks and change stay so long in sight. */
export const thanksMs = 45_000

export type Message = { kind: 'hello' } | { kind: 'shown'; shown: Shown }

export const isShown = (message: unknown): message is Extract<Message, { kind: 'shown' }> =>
  (message as Message | null)?.kind === 'shown'
export const isHello = (message: unknown): boolean => (message as Message | null)?.kind === 'hello'
