/** Lets nobody sell without an open shift; without one it offers to open it. */
'use client'
import type { ReactNode } from 'react'
import { LoadingRows } from '../../_ui/loading.tsx'
import type { Till } from '../use-till.ts'
import { OpenShift } from './open-shift.tsx'
import classes from './shift-screen.module.css'

export function ShiftGate({ till, children }: { till: Till; children: ReactNode }) {
  if (till.shift === undefined) return <LoadingRows />
  if (till.shift === null)
    return (
      <div className={classes.screen}>
        <OpenShift till={till} />
      </div>
    )
  return children
}
