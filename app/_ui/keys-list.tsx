/** The keys that work on the screen below, as the help shows them. */
import { useState } from 'react'
import { useShownKeys } from './keys.ts'
import classes from './menu.module.css'

export function KeysList() {
  const now = useShownKeys()
  const [keys] = useState(now)
  const labels = [...new Set(keys.map(({ label }) => label))]
  return (
    <dl className={classes.keys}>
      {labels.map((label) => (
        <div key={label}>
          <dt>
            {keys
              .filter((one) => one.label === label)
              .map(({ key }) => (
                <kbd key={key}>{shownKey(key)}</kbd>
              ))}
          </dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  )
}

const signs: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

const shownKey = (key: string): string =>
  key
    .split('+')
    .map((part) => signs[part] ?? part)
    .join(' + ')
