/** The hostile company's office at its screen: asks, and decides what the server holds. */
import type { HeldExplained } from '../../lib/protocol/office.ts'
import { type Person, who } from './hostile-company.ts'

/** Throws where the person is refused. */
export async function askAs<T>(person: Person, procedure: string, input: unknown): Promise<T> {
  const answer = await person.browser.call(procedure, input)
  if (answer.reason) throw new Error(`${procedure}: ${answer.reason}`)
  return answer.data as T
}

export const ask = <T>(procedure: string, input: unknown): Promise<T> => askAs(who.office, procedure, input)

/** What a person has pushed last, or had when it was taken down with `last`. */
export type HeldRef = { deviceId: string; seq: number }

export const last = ({ deviceId, seq }: Person): HeldRef => ({ deviceId, seq })

export const explain = ({ deviceId, seq }: HeldRef) =>
  ask<HeldExplained | null>('office.explainHeld', { deviceId, seq })

export const decide = ({ deviceId, seq }: HeldRef, how: object) =>
  ask<{ verdict: string }>('office.decideHeld', { deviceId, seq, ...how })

/** It counts as it is. */
export const rule = (held: HeldRef, reason = 'утром была кассиром') => decide(held, { how: 'asItIs', reason })
