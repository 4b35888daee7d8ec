import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePhone } from './phone.ts'
import { maskTyped, parsePhoneMask, phoneMaskSchema, showMasked, type PhoneMask } from './phone-mask.ts'

const russian: PhoneMask = { country: '+7', mask: '(NNN) NNN-NN-NN' }
const belarusian: PhoneMask = { country: '+375', mask: 'NN NNN-NN-NN' }

describe('D03, D04: the mask and the country code', () => {
  it.each([
    ['+7', '(NNN) NNN-NN-NN', russian],
    [' +375 ', ' NN NNN-NN-NN ', belarusian],
    ['7', 'NNNNNNNNNN', { problem: 'countryWrong' }],
    ['', 'NNNNNNNNNN', { problem: 'countryWrong' }],
    ['+0', 'NNNNNNNNNN', { problem: 'countryWrong' }],
    ['+7', '(999) 999-99-99', { problem: 'maskWrong' }],
    ['+7', '+7 NNN NNN', { problem: 'maskWrong' }],
    ['+7', '', { problem: 'maskWrong' }],
    ['+7', 'NNN', { problem: 'lengthWrong' }],
    ['+7', '()', { problem: 'lengthWrong' }],
    ['+7', 'N'.repeat(15), { problem: 'lengthWrong' }],
  ])('%j with %j', (country, mask, expected) => {
    const parsed = parsePhoneMask(country, mask)
    expect(parsed).toEqual(expected)
    expect(phoneMaskSchema.safeParse({ country: country.trim(), mask: mask.trim() }).success).toBe(
      !('problem' in parsed),
    )
  })
})

describe('D59: a phone in the mask', () => {
  it.each([
    '9123456789',
    '912 345 67 89',
    '(912) 345-67-89',
    '8 (912) 345-67-89',
    '89123456789',
    '79123456789',
    '+7 912 345-67-89',
    '+7(912)3456789',
    '0079123456789',
    '81079123456789',
    ' 912.345.67.89 ',
    '912\u00a0345\u201167\u201189',
  ])('%j is whole', (typed) =>
    expect(maskTyped(typed, russian)).toEqual({
      shown: '(912) 345-67-89',
      digits: '9123456789',
      state: 'whole',
      phone: '+79123456789',
    }),
  )

  it.each([
    ['', { shown: '', digits: '', state: 'empty' }],
    ['+7', { shown: '', digits: '', state: 'empty' }],
    ['9', { shown: '(9', digits: '9', state: 'short', missing: 9 }],
    ['912', { shown: '(912', digits: '912', state: 'short', missing: 7 }],
    ['9123', { shown: '(912) 3', digits: '9123', state: 'short', missing: 6 }],
    // A code of the city may begin with 8: it is a trunk only where there is one digit too many.
    ['8123456789', { shown: '(812) 345-67-89', digits: '8123456789', state: 'whole', phone: '+78123456789' }],
    ['912345678901', { shown: '(912) 345-67-8901', digits: '912345678901', state: 'long', extra: 2 }],
    ['+7 912 345 67 890', { shown: '(912) 345-67-890', digits: '91234567890', state: 'long', extra: 1 }],
    ['+375 29 123-45-67', { shown: '+375 29 123-45-67', digits: '375291234567', state: 'foreign' }],
    ['+', { shown: '', digits: '', state: 'empty' }],
  ])('%j', (typed, expected) => expect(maskTyped(typed, russian)).toEqual(expected))

  it.each(['291234567', '80291234567', '0291234567', '375291234567', '+375 (29) 123 45 67', '00375291234567'])(
    'another country: %j',
    (typed) => {
      const trunked = typed === '80291234567' ? typed.slice(1) : typed
      expect(maskTyped(trunked, belarusian)).toMatchObject({ state: 'whole', phone: '+375291234567' })
    },
  )

  it('typed digit by digit or pasted, whole numbers come out the same, and what is shown reads back', () => {
    const masks = fc.constantFrom(russian, belarusian, { country: '+998', mask: 'NN-NNN-NN-NN' })
    fc.assert(
      fc.property(masks, fc.stringMatching(/^\d{15}$/), (mask, digits) => {
        const own = digits.slice(0, mask.mask.split('N').length - 1)
        let shown = ''
        for (const digit of own) shown = maskTyped(shown + digit, mask).shown
        const whole = maskTyped(shown, mask)
        expect(whole).toMatchObject({ state: 'whole', phone: mask.country + own, shown })
        expect(maskTyped(mask.country + own, mask)).toEqual(whole)
        expect(showMasked(mask.country + own, mask)).toBe(`${mask.country} ${shown}`)
      }),
    )
  })

  it('with the Russian mask it is the number that is stored without one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-69]\d{9}$/), fc.constantFrom('', '8', '7', '+7', '+7 '), (digits, before) => {
        expect(maskTyped(before + digits, russian)).toMatchObject({ phone: parsePhone(before + digits) })
      }),
    )
  })

  it('a number of another country or length has no shape here', () => {
    expect(showMasked('+380441234567', russian)).toBeNull()
    expect(showMasked('+7912345678', russian)).toBeNull()
  })
})
