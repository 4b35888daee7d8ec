/** To which driver, on which day, at which place among his stops. */
'use client'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Person } from '../../../lib/domain/staff/person.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { addDays, localDate, useFormat } from '../../_ui/format.ts'
import { useAct, useList, useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { useDeskOrders } from '../desk-orders.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useOrderName } from '../order-name.ts'
import classes from './assign-dialog.module.css'
import { dialogWords } from './dialog-words.ts'
import type { OrderDialogProps } from './order-dialogs.tsx'
import { placeInDay } from './place-in-day.ts'
import { stopsOfDay } from './stops-of-day.ts'

export function AssignDialog({ order, onClose }: OrderDialogProps) {
  const t = useWords(dialogWords)
  const nameOf = useOrderName()
  const act = useAct()
  const today = localDate(useNow())
  const { all } = useDeskOrders()
  const drivers = useDrivers()
  const [driverId, setDriverId] = useState(order.driverId)
  const [date, setDate] = useState(() => firstDay(order, today))
  const [place, setPlace] = useState<number | 'last'>('last')

  const others = useMemo(
    () => (driverId ? stopsOfDay(all ?? [], driverId, date).filter((stop) => stop.id !== order.id) : []),
    [all, driverId, date, order.id],
  )
  const submit = async () => {
    if (driverId === null) return false
    const index = place === 'last' ? others.length : Math.min(place, others.length)
    const moves = placeInDay(
      others.map((stop) => ({ id: stop.id, position: stop.body.stop?.position ?? 0 })),
      order.id,
      index,
    )
    // The order itself first: should the device fail in between, it has its driver.
    for (const { id, position } of [...moves].sort((a, b) => Number(b.id === order.id) - Number(a.id === order.id))) {
      const result = await act('order.assign', { kind: 'order', id }, { driverId, date, position })
      if (result.kind !== 'done') return false
    }
    return true
  }
  const unassign = async () => {
    const payload = { driverId: null, date: null, position: null }
    const result = await act('order.assign', { kind: 'order', id: order.id }, payload)
    if (result.kind === 'done') onClose()
  }

  return (
    <FormDialog
      title={t('assignTitle', { name: nameOf(order) })}
      act={t('assignAct')}
      disabled={driverId === null || date === ''}
      width={600}
      onClose={onClose}
      onSubmit={submit}
      aside={
        order.driverId !== null && (
          <Button variant="default" onClick={() => void unassign()}>
            {t('unassign')}
          </Button>
        )
      }
    >
      {drivers.length === 0 ? (
        <p>{t('noDrivers')}</p>
      ) : (
        <ChoiceChips
          label={t('driver')}
          startsHere
          value={driverId}
          onChange={setDriverId}
          choices={drivers.map(({ id, name }) => ({
            value: id,
            label: name,
            hint: t('stops', { count: stopsOfDay(all ?? [], id, date).filter((stop) => stop.id !== order.id).length }),
          }))}
        />
      )}
      <div className={classes.day}>
        <ChoiceChips
          label={t('day')}
          value={date}
          onChange={setDate}
          choices={[
            { value: today, label: t('today') },
            { value: addDays(today, 1), label: t('tomorrow') },
          ]}
        />
        <TextInput
          type="date"
          aria-label={t('day')}
          value={date}
          min={today}
          onChange={(event) => setDate(event.currentTarget.value)}
          error={date === '' ? t('dayMissing') : null}
        />
      </div>
      <PlaceField others={others} place={place} setPlace={setPlace} />
    </FormDialog>
  )
}

function PlaceField({
  others,
  place,
  setPlace,
}: {
  others: readonly Shown<Order>[]
  place: number | 'last'
  setPlace: (place: number | 'last') => void
}) {
  const t = useWords(dialogWords)
  const format = useFormat()
  const nameOf = useOrderName()
  if (others.length === 0) return null
  const stop = ({ body }: Shown<Order>): string =>
    [nameOf(body), body.address?.verified ?? body.address?.raw, body.phone && format.phone(body.phone)]
      .filter(Boolean)
      .slice(0, 2)
      .join(', ')
  return (
    <NativeSelect
      label={t('place')}
      value={String(place)}
      onChange={(event) => {
        const { value } = event.currentTarget
        setPlace(value === 'last' ? 'last' : Number(value))
      }}
      data={[
        { value: 'last', label: t('placeLast') },
        { value: '0', label: t('placeFirst') },
        ...others
          .slice(0, -1)
          .map((other, i) => ({ value: String(i + 1), label: t('placeAfter', { stop: stop(other) }) })),
      ]}
    />
  )
}

function useDrivers(): Person[] {
  const people = useList<Person>('person', { order: 'asc' })
  return useMemo(
    () => (people ?? []).map((shown) => shown.body).filter(({ active, roles }) => active && roles.includes('driver')),
    [people],
  )
}

/** The day that stands, or the one the customer wants; a day gone by is no day to deliver on. */
function firstDay(order: Order, today: string): string {
  const wanted = order.stop?.date ?? order.window?.date ?? today
  return wanted < today ? today : wanted
}
