/** The stop at hand and the list of the others: beside each other where there is room, else one under the other. */
'use client'
import { Button } from '@mantine/core'
import { IconCircleCheck, IconTruck, IconTruckDelivery } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Empty } from '../_ui/empty.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { useNotice } from '../_ui/notice.tsx'
import { useIsComing } from '../_ui/use-is-coming.ts'
import { useAct, useStatus } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Day, Stop } from './day.ts'
import classes from './route-workplace.module.css'
import { StopActions } from './stop-actions.tsx'
import { StopCard } from './stop-card.tsx'
import { StopList } from './stop-list.tsx'
import { routeWords } from './words.ts'

export function RouteScreen({
  day,
  stop,
  today,
  isWide,
}: {
  day: Day | null
  stop: Stop | null
  today: string
  isWide: boolean
}) {
  if (!day) return <LoadingRows height={120} />
  const card = stop ? (
    <StopCard key={stop.id} stop={stop} isNext={stop.id === day.ahead[0]?.id} today={today} />
  ) : (
    <NothingAhead day={day} />
  )
  const list = <StopList day={day} stopId={stop?.id ?? null} />
  if (isWide)
    return (
      <div className={classes.wide}>
        <div className={classes.side}>
          <StartAll day={day} />
          {list}
        </div>
        <div className={classes.main}>
          <div className={classes.mainScroll}>{card}</div>
          {stop && (
            <div className={classes.mainFoot}>
              <StopActions key={stop.id} stop={stop} />
            </div>
          )}
        </div>
      </div>
    )
  return (
    <div className={classes.narrow}>
      <StartAll day={day} />
      {card}
      {list}
    </div>
  )
}

function NothingAhead({ day }: { day: Day }): ReactNode {
  const t = useWords(routeWords)
  const isComing = useIsComing()
  const { connection } = useStatus()
  if (day.done.length + day.tried.length > 0)
    return <Empty icon={<IconCircleCheck size={36} />} title={t('allDone')} text={t('allDoneText')} />
  if (isComing) return <LoadingRows height={120} />
  // Signed in without a network, or cut off since the morning: nothing here does not mean that nothing is to be done.
  const isKnown = connection === 'online'
  return (
    <Empty
      icon={<IconTruck size={36} />}
      title={t(isKnown ? 'noStops' : 'noStopsHere')}
      text={t(isKnown ? 'noStopsText' : 'noStopsHereText')}
    />
  )
}

/** In the morning: one press, and every customer of the day sees that the order is on the way. */
function StartAll({ day }: { day: Day }) {
  const t = useWords(routeWords)
  const act = useAct()
  const notice = useNotice()
  const waiting = day.ahead.filter((stop) => stop.body.state === 'accepted')
  const isMorning = waiting.length === day.ahead.length && day.done.length === 0
  if (waiting.length === 0 || !isMorning) return null
  const start = async () => {
    for (const stop of waiting) {
      const result = await act('order.startDelivery', { kind: 'order', id: stop.id }, {})
      if (result.kind !== 'done') return
    }
    notice({ tone: 'good', text: t('started') })
  }
  return (
    <Button
      size="lg"
      variant="light"
      fullWidth
      leftSection={<IconTruckDelivery size={24} aria-hidden />}
      onClick={() => void start()}
    >
      {t('startAll', { count: waiting.length })}
    </Button>
  )
}
