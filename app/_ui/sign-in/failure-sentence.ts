/** Why a sign-in or an enrolment did not happen, as a sentence. */
import type { SignInFailure } from '../../../lib/workplace-types.ts'
import type { Format } from '../format.ts'
import type { gateWords } from '../gate-words.ts'
import type { Say } from '../words-engine.ts'

/** What was tried: the same failure has other words for a PIN, a phone code and a device's code. */
export type Attempt = 'pin' | 'code' | 'enrol'

export function failureSentence(
  failure: SignInFailure,
  attempt: Attempt,
  { t, format, now }: { t: Say<(typeof gateWords)['ru']>; format: Format; now: number },
): string {
  switch (failure.kind) {
    case 'wrong': {
      const wrong = attempt === 'pin' ? t('wrongPin') : attempt === 'enrol' ? t('codeNotFound') : t('wrongCode')
      return failure.attemptsLeft === null ? wrong : `${wrong} ${t('attemptsLeft', { count: failure.attemptsLeft })}`
    }
    case 'locked':
      return t('locked', { wait: format.duration(failure.untilMs - now) })
    case 'limited':
      return t(attempt === 'enrol' ? 'limitedHere' : 'limited', { wait: format.duration(failure.untilMs - now) })
    case 'needsNetwork':
      return t(attempt === 'pin' ? 'needsNetwork' : attempt === 'enrol' ? 'needsNetworkEnrol' : 'needsNetworkCode')
    case 'notFound':
      return t(attempt === 'pin' ? 'personNotFound' : 'codeNotFound')
    case 'expired':
      return t('codeExpired')
    case 'phoneWrong':
      return t('phoneWrong')
    case 'serverDown':
      return t('serverDown')
  }
}
