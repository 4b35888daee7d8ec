/** People to choose from, one tap each. */
'use client'
import { useEffect, useRef } from 'react'
import type { Person } from '../../lib/domain/staff/person.ts'
import { roleKeys } from '../_ui/role-keys.ts'
import { baseWords } from '../_ui/words.ts'
import { useWords } from '../_ui/words-engine.ts'
import classes from './person-choice.module.css'

export function PersonChoice({ people, choose }: { people: readonly Person[]; choose: (person: Person) => void }) {
  const base = useWords(baseWords)
  const first = useRef<HTMLButtonElement>(null)
  // They may be read a moment after the window opened.
  useEffect(() => first.current?.focus(), [])
  return (
    <ul className={classes.people}>
      {people.map((person, index) => (
        <li key={person.id}>
          <button type="button" onClick={() => choose(person)} ref={index === 0 ? first : undefined}>
            <strong>{person.name}</strong>
            <span>{person.roles.map((role) => base(roleKeys[role])).join(', ')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
