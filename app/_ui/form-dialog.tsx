/** A window with a form: Ctrl+Enter or the button does it once, "no" leaves everything as it was. */
'use client'
import { Button } from '@mantine/core'
import { useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { useUnfinished } from './unfinished.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'
import classes from './form-dialog.module.css'

/** What is done sooner shows no wheel: drawing one would hold up the very thing, and only flash. */
const busyShownAfterMs = 150
const goesWithinMs = 1000

export function FormDialog({
  title,
  act,
  stay,
  danger = false,
  safe = false,
  disabled = false,
  width,
  onSubmit,
  onClose,
  children,
  aside,
}: {
  title: string
  /** The verb on the button that does it. */
  act: string
  /** The answer that changes nothing; "Cancel" unless said better. */
  stay?: string
  danger?: boolean
  /** The focus begins on the answer that changes nothing. */
  safe?: boolean
  disabled?: boolean
  width?: number
  /** True when it is done and the window may go. */
  onSubmit: () => Promise<boolean>
  onClose: () => void
  children: ReactNode
  /** A further button, before the others. */
  aside?: ReactNode
}) {
  const base = useWords(baseWords)
  const formId = useId()
  const [busy, setBusy] = useState(false)
  useUnfinished(true)

  const isUnderWay = useRef(false)

  const submit = async () => {
    if (isUnderWay.current || disabled) return
    isUnderWay.current = true
    const timer = setTimeout(() => setBusy(true), busyShownAfterMs)
    let isDone = false
    try {
      isDone = await onSubmit()
      if (isDone) onClose()
    } finally {
      clearTimeout(timer)
      setBusy(false)
      // Done, the window goes with the next drawing: a second press that waits on a slow machine does it no second time.
      setTimeout(() => (isUnderWay.current = false), isDone ? goesWithinMs : 0)
    }
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={title}
      {...(width !== undefined && { width })}
      foot={
        <>
          {aside}
          <Button variant="default" onClick={onClose} data-autofocus={safe || undefined}>
            {stay ?? base('cancel')}
          </Button>
          <Button
            type="submit"
            form={formId}
            color={danger ? 'red.8' : 'water'}
            loading={busy}
            disabled={disabled}
            title="Ctrl + Enter"
          >
            {act}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={classes.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          // The window may have been opened from within a form of the screen, which is not sent with it.
          event.stopPropagation()
          void submit()
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void submit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
