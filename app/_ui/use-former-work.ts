/** Work of devices that this browser was before, kept here until a person has carried it to its office. */
'use client'
import { formerWorkKey, type FormerWork } from '../../lib/workplace-types.ts'
import type { Kept } from './kept-value.ts'
import { useKeep } from './use-workplace.ts'

const none: readonly FormerWork[] = []

export const useFormerWork = (): [readonly FormerWork[], Kept<readonly FormerWork[]>['set']] =>
  useKeep(formerWorkKey, none)
