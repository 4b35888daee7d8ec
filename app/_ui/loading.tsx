/** A place held while something is read: same height as what comes, so nothing jumps. Shown only after a moment. */
import classes from './loading.module.css'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function LoadingRows({ rows = 6, height = 72 }: { rows?: number; height?: number }) {
  const t = useWords(baseWords)
  return (
    <div role="status" className={classes.rows}>
      <span className="r-only-heard">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.row} style={{ height }} />
      ))}
    </div>
  )
}
