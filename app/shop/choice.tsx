/** One of several, as a large row or (`chip`) as a small pill. A real radio button underneath, so keys and readers work. */
import classes from './choice.module.css'

export function Choice({
  name,
  checked,
  onChoose,
  label,
  hint,
  chip = false,
}: {
  name: string
  checked: boolean
  onChoose: () => void
  label: string
  hint?: string | null
  chip?: boolean
}) {
  return (
    <label className={classes.choice} data-chip={chip || undefined}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  )
}
