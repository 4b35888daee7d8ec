/** Digits under the thumb for the field beside them: what is typed goes where a keyboard's digits would. */
'use client'
import { IconBackspace } from '@tabler/icons-react'
import { useLanguage, useWords } from '../_ui/words-engine.ts'
import classes from './number-keys.module.css'
import { tillWords } from './words.ts'

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

export function NumberKeys({ text, setText }: { text: string; setText: (text: string) => void }) {
  const t = useWords(tillWords)
  const comma = useLanguage() === 'ru' ? ',' : '.'
  const key = (sign: string) => (
    <button key={sign} type="button" onPointerDown={keepFocus} onClick={() => setText(text + sign)}>
      {sign}
    </button>
  )
  return (
    <div className={classes.keys} role="group" aria-label={t('digits')}>
      {digits.map(key)}
      {key('0')}
      {key(comma)}
      <button
        type="button"
        aria-label={t('erase')}
        onPointerDown={keepFocus}
        onClick={() => setText(text.slice(0, -1))}
      >
        <IconBackspace size={26} aria-hidden />
      </button>
    </div>
  )
}

/** The field stays the place where a keyboard types, and Enter its button. */
export const keepFocus = (event: React.PointerEvent): void => event.preventDefault()
