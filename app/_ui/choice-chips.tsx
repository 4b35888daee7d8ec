/** A few answers side by side, one of them chosen: radio buttons in the form of chips, 48 px high. */
'use client'
import { useId } from 'react'
import classes from './choice-chips.module.css'

export type Choice<Value extends string> = {
  value: Value
  label: string
  hint?: string | undefined
  disabled?: boolean
}

export function ChoiceChips<Value extends string>({
  label,
  choices,
  value,
  onChange,
  isLabelHidden = false,
  startsHere = false,
}: {
  label: string
  choices: readonly Choice<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  isLabelHidden?: boolean
  /** A dialog's focus begins on the chosen one, or the first. */
  startsHere?: boolean
}) {
  const name = useId()
  return (
    <fieldset className={classes.set}>
      <legend className={isLabelHidden ? 'r-only-heard' : classes.label}>{label}</legend>
      <div className={classes.chips}>
        {choices.map((choice, i) => (
          <label key={choice.value} className={classes.chip}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
              data-autofocus={(startsHere && (value === null ? i === 0 : value === choice.value)) || undefined}
            />
            <span>
              {choice.label}
              {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
