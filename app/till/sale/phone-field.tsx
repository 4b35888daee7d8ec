/** The phone of the F4 form (D58, D59): with the shop's mask, or without one as Russian phones are written. */
'use client'
import { TextInput } from '@mantine/core'
import { maskTyped, type PhoneMask } from '../../../lib/domain/phone-mask.ts'
import { maskPhone, parsePhone } from '../../../lib/domain/phone.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './dialogs.module.css'
import { saleWords } from './words.ts'

export function PhoneField({
  phone,
  setPhone,
  mask,
}: {
  phone: string
  setPhone: (phone: string) => void
  mask: PhoneMask | null
}) {
  const t = useWords(saleWords)
  const said = useSaid(phone, mask)
  return (
    <TextInput
      className={classes.typed ?? ''}
      label={t('customerPhone')}
      description={said.hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      placeholder={mask === null ? '+7 912 345-67-89' : mask.mask.replaceAll('N', '_')}
      leftSection={mask && <span className={classes.country}>{mask.country}</span>}
      leftSectionWidth={mask ? 24 + mask.country.length * 18 : 0}
      leftSectionPointerEvents="none"
      value={phone}
      onChange={(event) => {
        const { value } = event.currentTarget
        // Erasing must not be undone by the mask.
        setPhone(value.length < phone.length ? value : mask === null ? maskPhone(value) : maskTyped(value, mask).shown)
      }}
      error={said.error}
      data-autofocus
    />
  )
}

/** A hint keeps its line, so that nothing jumps while digits come. */
function useSaid(phone: string, mask: PhoneMask | null): { hint: string | null; error: string | null } {
  const t = useWords(saleWords)
  if (mask === null) {
    const isLong = parsePhone(phone) === null && phone.replace(/\D/g, '').length > 11
    return { hint: null, error: isLong ? t('phoneWrong') : null }
  }
  const masked = maskTyped(phone, mask)
  switch (masked.state) {
    case 'empty':
      return { hint: t('phoneNoCode', { country: mask.country }), error: null }
    case 'short':
      return { hint: t('phoneShort', { count: masked.missing }), error: null }
    case 'whole':
      return { hint: t('phoneWhole'), error: null }
    case 'long':
      return { hint: null, error: t('phoneLong', { count: masked.extra }) }
    case 'foreign':
      return { hint: null, error: t('phoneForeign', { country: mask.country }) }
  }
}
