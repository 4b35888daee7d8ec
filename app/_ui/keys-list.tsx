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
            <kbd>{one.key.replaceAll('+', ' + ')}</kbd>
          </dt>
          <dd>{one.label}</dd>
        </div>
      ))}
    </dl>
  )
}
