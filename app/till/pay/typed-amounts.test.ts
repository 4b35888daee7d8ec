import { describe, expect, it } from 'vitest'
import { noTexts, tenderedOf } from './typed-amounts.ts'

describe('what is typed into the fields of paying', () => {
  it('is nothing at first: cash, exactly what is due', () => {
    expect(tenderedOf(noTexts)).toEqual({ card: 0, deposit: 0, points: 0, givenMinor: null })
  })

  it('is read with comma and point; spaces alone are nothing', () => {
    expect(tenderedOf({ ...noTexts, card: '1 200,5', points: '  ', given: '500' })).toEqual({
      card: 120_050,
      deposit: 0,
      points: 0,
      givenMinor: 50_000,
    })
    expect(tenderedOf({ ...noTexts, deposit: '0.07', given: ' ' })).toMatchObject({ deposit: 7, givenMinor: null })
  })

  it.each(['card', 'deposit', 'points', 'given'] as const)('closes nothing while %s is no amount', (field) => {
    expect(tenderedOf({ ...noTexts, [field]: '12,x' })).toBeNull()
  })

  it('what stays to be paid is no tender', () => {
    expect(tenderedOf({ ...noTexts, later: 'x' })).not.toBeNull()
  })
})
