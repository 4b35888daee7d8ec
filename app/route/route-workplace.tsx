/** `/route`: the driver's day. One stop is large, its two buttons under the thumb; the rest in order. (Not `route.tsx`: a name of Next's.) */
'use client'
import { Frame } from '../_ui/frame.tsx'
import { usePlace } from '../_ui/place.ts'
import { useMe } from '../_ui/use-workplace.ts'
import { DayTotals } from './day-totals.tsx'
import classes from './route-workplace.module.css'
import { RouteScreen } from './route-screen.tsx'
import { StopActions } from './stop-actions.tsx'
import { useDay } from './use-day.ts'
import { chooseStop } from './choose-stop.ts'
import { useWide } from './use-wide.ts'

export function RouteWorkplace() {
  const { parts } = usePlace()
  const { day, today } = useDay()
  const me = useMe()
  const isWide = useWide()
  const stop = chooseStop(day, parts[0] === 'stop' ? (parts[1] ?? null) : null)
  const isDriver = me !== null && me.roles.includes('driver')
  return (
    <Frame
      room="route"
      count={day?.totals.left ?? 0}
      fills={isWide && isDriver}
      placeKey={`stop ${stop?.id ?? ''}`}
      foot={
        isDriver &&
        day && (
          <div className={classes.foot}>
            {!isWide && stop && <StopActions key={stop.id} stop={stop} />}
            <DayTotals totals={day.totals} />
          </div>
        )
      }
    >
      <RouteScreen day={day} stop={stop} today={today} isWide={isWide} />
    </Frame>
  )
}
