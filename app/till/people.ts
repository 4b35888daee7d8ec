/** Who works here, as this device knows: for the choice of a senior and of the next cashier. */
'use client'
import { useMemo } from 'react'
import type { Person } from '../../lib/domain/staff/person.ts'
import { useList } from '../_ui/use-workplace.ts'

/** By name. null while they are being read. */
export function usePeople(may: (roles: Person['roles']) => boolean): readonly Person[] | null {
  const people = useList<Person>('person', { order: 'asc' })
  return useMemo(
    () =>
      people &&
      people
        .map(({ body }) => body)
        .filter((person) => person.active && may(person.roles))
        .sort((a, b) => a.name.localeCompare(b.name, 'ru')),
    [people, may],
  )
}
