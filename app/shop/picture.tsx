/**
 * Goods have no pictures in the data: a calm shape instead, the same for a group everywhere. Drawn, not fetched; its
 * place is fixed, so nothing jumps.
 */
import classes from './picture.module.css'
import { pictureLook } from './picture-look.ts'

export function Picture({ of, seed, size = 'card' }: { of: string; seed: string; size?: 'card' | 'row' | 'tile' }) {
  const look = pictureLook(seed)
  return (
    <svg
      className={classes.picture}
      data-size={size}
      data-hue={look.hue}
      viewBox="0 0 120 90"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
      focusable="false"
    >
      <rect width="120" height="90" className={classes.ground} />
      <circle cx={look.x} cy={look.y} r="46" className={classes.near} />
      <circle cx={120 - look.x} cy={96 - look.y} r="30" className={classes.far} />
      <text x="60" y="47" className={classes.letters} textAnchor="middle" dominantBaseline="middle">
        {letters(of)}
      </text>
    </svg>
  )
}

/** First letters of the first two words that have any: "Вода питьевая 19 л" → ВП. */
function letters(name: string): string {
  const words = name.match(/\p{L}+/gu) ?? []
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
