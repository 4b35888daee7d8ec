/** Why the server did not answer, as a sentence. */
import { TransportError } from '../../lib/sync/ports.ts'
import type { baseWords } from '../_ui/words.ts'
import type { Say } from '../_ui/words-engine.ts'

const failureKeys = {
  offline: 'transportOffline',
  server: 'transportServer',
  auth: 'transportAuth',
  limited: 'transportLimited',
  timeout: 'transportTimeout',
} as const satisfies Record<TransportError['failure'], string>

export const failureSentence = (cause: unknown, base: Say<(typeof baseWords)['ru']>): string =>
  base(cause instanceof TransportError ? failureKeys[cause.failure] : 'transportServer')
