/** What the office has decided for its tills, as this device knows it. */
'use client'
import type { Settings } from '../../lib/domain/customer/customer.ts'
import { tillRulesOf, type TillRules } from '../../lib/domain/till/rules.ts'
import { useOne } from '../_ui/use-workplace.ts'

export const useTillRules = (): TillRules => tillRulesOf(useOne<Settings>('settings', 'organisation')?.body)
