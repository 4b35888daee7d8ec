/** − 3 +. The number can be typed where `onType` is given. */
'use client'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { parseQuantity } from '../../lib/domain/quantity.ts'
import { useFormat } from './format.ts'
import classes from './stepper.module.css'

export type StepperProps = {
  milli: number
  onChange: (milli: number) => void
  /** For screen readers: "Less: water". */
  labels: { less: string; more: string; value: string }
  /** No further than this; the plus is then switched off. */
  maxMilli?: number
  minMilli?: number
  /** The number in the middle is a field. */
  typed?: boolean
  large?: boolean
}

const step = 1000

export function Stepper({
  milli,
  onChange,
  labels,
  maxMilli,
  minMilli = 0,
  typed = false,
  large = false,
}: StepperProps) {
  const format = useFormat()
  return (
    <div className={classes.stepper} data-large={large || undefined}>
      <button
        type="button"
        aria-label={labels.less}
        onClick={() => onChange(Math.max(minMilli, milli - step))}
        disabled={milli <= minMilli}
      >
        <IconMinus size={22} aria-hidden />
      </button>
      {typed ? (
        <TypedQuantity milli={milli} onChange={onChange} label={labels.value} maxMilli={maxMilli} />
      ) : (
        <span className="r-figures" role="status" aria-label={labels.value}>
          {format.quantity(milli)}
        </span>
      )}
      <button
        type="button"
        aria-label={labels.more}
        onClick={() => onChange(maxMilli === undefined ? milli + step : Math.min(maxMilli, milli + step))}
        disabled={maxMilli !== undefined && milli >= maxMilli}
      >
        <IconPlus size={22} aria-hidden />
      </button>
    </div>
  )
}

function TypedQuantity({
  milli,
  onChange,
  label,
  maxMilli,
}: {
  milli: number
  onChange: (milli: number) => void
  label: string
  maxMilli: number | undefined
}) {
  const format = useFormat()
  const [text, setText] = useState(() => format.quantity(milli))
  useEffect(() => setText(format.quantity(milli)), [milli, format])

  const take = () => {
    const wanted = parseQuantity(text)
    // What cannot be read is put back as it was: a slip of the finger must not order a thousand bottles.
    if (wanted === null || (maxMilli !== undefined && wanted > maxMilli)) setText(format.quantity(milli))
    else if (wanted !== milli) onChange(wanted)
  }
  return (
    <input
      className={classes.field}
      inputMode="decimal"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
