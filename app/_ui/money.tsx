/** An amount of money in tabular figures. In a column use `fraction="always"` and `currency={null}` (it stands once in the head). */
import { useFormat } from './format.ts'

export function Money({
  minor,
  currency = 'RUB',
  fraction = 'needed',
}: {
  minor: number
  currency?: string | null
  fraction?: 'always' | 'needed'
}) {
  const format = useFormat()
  return (
    <span className="r-figures">
      {currency === null ? format.amount(minor, fraction) : format.money(minor, currency, fraction)}
    </span>
  )
}

export function Points({ points }: { points: number }) {
  return <span className="r-figures">{useFormat().points(points)}</span>
}

export function Quantity({ milli, unit }: { milli: number; unit?: string }) {
  return <span className="r-figures">{useFormat().quantity(milli, unit)}</span>
}
