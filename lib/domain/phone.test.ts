import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPhone, maskPhone, parseAnyPhone, parsePhone } from './phone.ts'

describe('GC6: a Russian phone is +7 and ten digits', () => {
  it.each([
    '+79123456789',
    '79123456789',
    '89123456789',
    '9123456789',
    '8 (912) 345-67-89',
    '+7 912 345 67 89',
    '+7(912)345-67-89',
    '8-912-345-67-89',
    ' 8 912 345 67 89 ',
    '8\u00a0912\u00a0345‑67‑89',
    '8.912.345.67.89',
  ])('%j', (spelling) => expect(parsePhone(spelling)).toBe('+79123456789'))

  it('a number may begin with 7 or 8 itself', () => {
    expect(parsePhone('8001234567')).toBe('+78001234567')
    expect(parsePhone('88001234567')).toBe('+78001234567')
  })

  it.each([
    '',
    '+',
    '912345678',
    '891234567890',
    '+89123456789',
    '+9123456789',
    '+380441234567',
    '+1 202 555 0100 00',
    '69123456789',
    '8912345678x',
    'позвоните Анне',
    '8 912 345-67-89 доб. 5',
    '٨٩١٢٣٤٥٦٧٨٩',
  ])('%j is none', (text) => expect(parsePhone(text)).toBeNull())

  it('what is stored, shown or masked reads back as the same phone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), (digits) => {
        const phone = `+7${digits}`
        expect(parsePhone(phone)).toBe(phone)
        expect(parsePhone(formatPhone(phone))).toBe(phone)
        expect(parsePhone(maskPhone(phone))).toBe(phone)
      }),
    )
  })

  it('anything else is shown as it stands', () => {
    expect(formatPhone('+79123456789')).toBe('+7 912 345-67-89')
    expect(formatPhone('+380441234567')).toBe('+380441234567')
  })
})

describe('a phone of another country', () => {
  it.each(['+375291234567', '+998901234567', '+12025550100'])('%j, as a mask gives it', (phone) =>
    expect(parseAnyPhone(phone)).toBe(phone),
  )
  it.each(['+375 29 123-45-67', '375291234567', '+7912345678', '+0123456789', '+1234567', '+1234567890123456'])(
    '%j is none',
    (text) => expect(parseAnyPhone(text)).toBeNull(),
  )
  it('a Russian one is as before', () => expect(parseAnyPhone('8 912 345-67-89')).toBe('+79123456789'))
})

describe('the mask while typing', () => {
  it.each([
    ['', ''],
    ['+', ''],
    ['9', '+7 9'],
    ['8', '+7'],
    ['+7', '+7'],
    ['+7 912', '+7 912'],
    ['9123', '+7 912 3'],
    ['8912345', '+7 912 345'],
    ['89123456', '+7 912 345-6'],
    ['+7 912 345-678', '+7 912 345-67-8'],
    ['+7 912 345-67-890000', '+7 912 345-67-89'],
    ['abc', ''],
  ])('%j shows %j', (typed, shown) => expect(maskPhone(typed)).toBe(shown))

  it('shows the same when asked again with what it shows', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        const shown = maskPhone(typed)
        expect(maskPhone(shown)).toBe(shown)
      }),
    )
  })
})
