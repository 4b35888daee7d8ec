/** The reasons as large buttons of which one is pressed. */
import { useWords } from '../_ui/words-engine.ts'
import { failKeys } from './fail-reasons.ts'
import classes from './sheets.module.css'
import type { FailReason } from './use-close-stop.ts'
import { routeWords } from './words.ts'

export function ReasonChoice({
  reasons,
  chosen,
  choose,
  label,
}: {
  reasons: readonly FailReason[]
  chosen: FailReason | null
  choose: (reason: FailReason) => void
  label: string
}) {
  const t = useWords(routeWords)
  return (
    <div role="radiogroup" aria-label={label} className={classes.reasons}>
      {reasons.map((reason) => (
        <label key={reason} className={classes.reason}>
          <input type="radio" name="reason" checked={chosen === reason} onChange={() => choose(reason)} />
          {t(failKeys[reason])}
        </label>
      ))}
    </div>
  )
}
