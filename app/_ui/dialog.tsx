/**
 * A window over the screen: a sheet from below on narrow screens, a card in the middle (or at the side) on wide ones.
 * It is the browser's own modal dialog: focus stays inside, Escape closes, the rest is inert, focus goes back after.
 * `data-autofocus` on an element inside says where the focus begins; else it is the close button.
 */
'use client'
import { CloseButton } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import classes from './dialog.module.css'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export type DialogProps = {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** Stays in sight below the scrolling content: the buttons. */
  foot?: ReactNode
  /** `side`: along the right edge on wide screens. */
  place?: 'middle' | 'side'
  width?: number
}

export function Dialog({ opened, onClose, title, children, foot, place = 'middle', width = 520 }: DialogProps) {
  const t = useWords(baseWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const isPressedBeside = useRef(false)

  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (opened && !element.open) {
      element.showModal()
      element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    if (!opened && element.open) element.close()
  }, [opened])

  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-place={place}
      style={{ '--dialog-width': `${width}px` } as React.CSSProperties}
      aria-labelledby={titleId}
      onClose={() => {
        if (opened) onClose()
      }}
      onPointerDown={(event) => {
        isPressedBeside.current = event.target === event.currentTarget
      }}
      onClick={(event) => {
        // The element itself is hit only beside the card: its padding is none, the card covers it.
        // And both press and release: marking text and letting go outside must not close.
        if (event.target === event.currentTarget && isPressedBeside.current) onClose()
      }}
    >
      {opened && (
        <div className={classes.card}>
          <header className={classes.head}>
            <h2 id={titleId}>{title}</h2>
            <CloseButton aria-label={t('close')} onClick={onClose} />
          </header>
          <div className={classes.body}>{children}</div>
          {foot && <footer className={classes.foot}>{foot}</footer>}
        </div>
      )}
    </dialog>
  )
}
