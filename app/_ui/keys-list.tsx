/** The keys that work on the screen below, as the help shows them. */
import { useState } from 'react'
import { useShownKeys } from './keys.ts'
import classes from './menu.module.css'

export function KeysList() {
  const now = useShownKeys()
  const [keys] = useState(now)
  return (
    <dl className={classes.keys}>
      {keys.map((one) => (
        <div key={`${one.key} ${one.label}`}>
          <dt>
            <kbd>{shownKey(one.key)}</kbd>
          </dt>
          <dd>{one.label}</dd>
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
