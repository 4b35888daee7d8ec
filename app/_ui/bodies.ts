import type { Shown } from '../../lib/workplace-types.ts'

/** The documents of a list, without what is known beside them. */
export const bodies = <Body>(shown: readonly Shown<Body>[]): Body[] => shown.map(({ body }) => body)
