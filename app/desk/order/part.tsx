/** One part of the opened order under its heading. */
import type { ReactNode } from 'react'
import classes from './part.module.css'

export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <header className={classes.head}>
        <h3>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  )
}
