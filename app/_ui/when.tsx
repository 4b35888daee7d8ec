/** A moment as people say it (today 14:05 · yesterday 14:05 · 12 Nov 14:05), exact on hover and for screen readers' tools. */
import { isoMoment, useFormat } from './format.ts'
import { useNow } from './use-workplace.ts'

export function When({ at }: { at: number }) {
  const format = useFormat()
  const now = useNow()
  return (
    <time dateTime={isoMoment(at)} title={format.exact(at)} className="r-figures">
      {format.when(at, now)}
    </time>
  )
}

/** How long since, kept up to date: "4 min". */
export function Since({ at }: { at: number }) {
  const format = useFormat()
  const now = useNow()
  return (
    <time dateTime={isoMoment(at)} title={format.exact(at)} className="r-figures">
      {format.duration(now - at)}
    </time>
  )
}
