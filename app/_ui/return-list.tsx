/** What may come back of what was handed over, line by line; the same at the desk and at the till. */
'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './return-list.module.css'

export function ReturnList({
  text,
  all,
  onAll,
  label,
  children,
}: {
  text: string
  /** The button that chooses everything; the window's focus begins there. */
  all: string
  onAll: () => void
  /** For screen readers. */
  label: string
  children: ReactNode
}) {
  return (
    <>
      <div className={classes.head}>
        <p>{text}</p>
        <Button variant="default" onClick={onAll} data-autofocus>
          {all}
        </Button>
      </div>
      <ul className={classes.lines} aria-label={label}>
        {children}
      </ul>
    </>
  )
}

/** `children`: how much of it comes back; none where nothing is left. */
export function ReturnRow({ name, about, children }: { name: string; about: ReactNode; children?: ReactNode }) {
  return (
    <li className={classes.line} data-gone={!children || undefined}>
      <span className={classes.name}>
        {name}
        <span className={classes.soft}>{about}</span>
      </span>
      {children}
    </li>
  )
}
