/** Opens the workplace once per tab and hands it down. Until it is open: the same frame-coloured quiet on every page. */
'use client'
import { useEffect, useState, type ReactNode } from 'react'
import type { Workplace } from '../../lib/workplace-types.ts'
import { OpenFailed } from './open-failed.tsx'
import { WorkplaceContext } from './use-workplace.ts'
import classes from './workplace-provider.module.css'

let opening: Promise<Workplace> | null = null
let opened: Workplace | null = null

/** For what lives beside the components; null until the workplace is open. */
export const openedWorkplace = (): Workplace | null => opened

/** The same one for the whole life of the tab: two would compete for the database. A failure may be tried again. */
function openWorkplace(): Promise<Workplace> {
  opening ??= import('../../lib/workplace.ts')
    .then(async (composition) => (opened = await composition.createWorkplace()))
    .catch((cause: unknown) => {
      opening = null
      throw cause
    })
  return opening
}

type Opened = { kind: 'opening' } | { kind: 'open'; workplace: Workplace } | { kind: 'failed'; cause: unknown }

export function WorkplaceProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>({ kind: 'opening' })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let current = true
    openWorkplace().then(
      (workplace) => current && setOpened({ kind: 'open', workplace }),
      (cause: unknown) => {
        console.error('The workplace could not be opened', cause)
        if (current) setOpened({ kind: 'failed', cause })
      },
    )
    return () => {
      current = false
    }
  }, [attempt])

  switch (opened.kind) {
    case 'opening':
      return <div className={classes.opening} aria-busy />
    case 'open':
      return <WorkplaceContext value={opened.workplace}>{children}</WorkplaceContext>
    case 'failed':
      return <OpenFailed cause={opened.cause} again={() => setAttempt(attempt + 1)} />
  }
}
