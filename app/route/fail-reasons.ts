/** Why a delivery failed, in the order of how often it happens, with its words. */
import type { FailReason } from './use-close-stop.ts'

export const failKeys = {
  nobodyHome: 'failNobodyHome',
  refused: 'failRefused',
  wrongAddress: 'failWrongAddress',
  noTime: 'failNoTime',
  noGoods: 'failNoGoods',
  other: 'failOther',
} as const satisfies Record<FailReason, string>

export const failReasons: readonly FailReason[] = [
  'nobodyHome',
  'refused',
  'wrongAddress',
  'noTime',
  'noGoods',
  'other',
]
/** Why only a part was handed over. */
export const partReasons: readonly FailReason[] = ['noGoods', 'refused', 'other']
