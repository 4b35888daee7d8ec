/**
 * A PIN of four to eight digits, by touch or by the keyboard. The digits are never shown. Digits of a scanner, which
 * types faster than people do, are no PIN: what of them came in is cleared, and nobody has mistyped.
 */
'use client'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconBackspace } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Outcome } from '../../../lib/workplace-types.ts'
import { gateWords } from '../gate-words.ts'
import { useHearScans } from '../scan/hear-scans.ts'
import { useWorkplace } from '../use-workplace.ts'
import { useWords } from '../words-engine.ts'
import { Problem } from './enrol.tsx'
import classes from './sign-in.module.css'
import { useAttempt } from './use-attempt.ts'

const shortest = 4
const longest = 8
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', null, '0'] as const

const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, input, select, textarea') !== null

export function PinPad({
  person,
  back,
  enter: attempt,
  act,
  scanned,
}: {
  person: { id: string; name: string }
  /** To the choice of somebody else; none: it is this person or nobody. */
  back: (() => void) | null
  /** What the PIN is asked for; signing in unless said otherwise. */
  enter?: (pin: string) => Promise<Outcome>
  /** The verb on the button. */
  act?: string
  /** What is said of goods that were scanned here; that they are no PIN unless said otherwise. */
  scanned?: string
}) {
  const t = useWords(gateWords)
  const workplace = useWorkplace()
  const ask = attempt ?? ((pin: string) => workplace.session.signInWithPin(person.id, pin))
  const [pin, setPin] = useState('')
  /** As typed up to this key: Enter may follow a digit before the screen is drawn. */
  const typed = useRef('')
  const write = (next: string) => {
    typed.current = next
    setPin(next)
  }
  const { busy, problem, setProblem, run } = useAttempt('pin')
  const [isScanned, setScanned] = useState(false)
  const pad = useRef<HTMLDivElement>(null)

  useHearScans(() => {
    write('')
    setProblem(null)
    setScanned(true)
  })
  useEffect(() => pad.current?.focus(), [])

  const add = (digit: string) => {
    setProblem(null)
    setScanned(false)
    if (typed.current.length < longest) write(typed.current + digit)
  }
  const erase = () => write(typed.current.slice(0, -1))
  const enter = async () => {
    const whole = typed.current
    if (whole.length < shortest || busy) return
    if (!(await run(() => ask(whole)))) {
      write('')
      pad.current?.focus()
    }
  }
  const onKeyDown = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (/^\d$/.test(event.key)) add(event.key)
    else if (event.key === 'Backspace') erase()
    else if (event.key === 'Escape' && back) back()
    // On a button Enter presses that button; on the pad itself it means "sign in".
    else if (event.key === 'Enter' && !isControl(event.target)) void enter()
    else return
    event.preventDefault()
  }
  // A tap beside the pad takes the focus from it; who types a PIN then means this pad and nothing else.
  useLayoutEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      const isHeard = event.target instanceof Node && pad.current?.contains(event.target)
      if (!isHeard && !event.defaultPrevented && !isControl(event.target)) onKeyDown(event)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  })

  return (
    <>
      {back && (
        <button type="button" className={classes.back} onClick={back}>
          <IconArrowLeft size={22} aria-hidden /> {t('otherPerson')}
        </button>
      )}
      <div
        ref={pad}
        className={classes.pad}
        role="group"
        aria-label={t('pinFor', { name: person.name })}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <h2>{person.name}</h2>
        <p className={classes.dots} aria-hidden>
          {Array.from({ length: Math.max(shortest, pin.length) }, (_, place) => (
            <span key={place} data-filled={place < pin.length || undefined} />
          ))}
        </p>
        <p role="status" className="r-only-heard">
          {t('pinEntered', { count: pin.length })}
        </p>
        <div className={classes.said}>
          <Problem text={problem} />
          <p aria-live="assertive">{isScanned && (scanned ?? t('scanIsNoPin'))}</p>
        </div>
        <div className={classes.digits}>
          {digits.map((digit) =>
            digit === null ? (
              <span key="gap" />
            ) : (
              <button key={digit} type="button" onClick={() => add(digit)} disabled={busy}>
                {digit}
              </button>
            ),
          )}
          <button type="button" aria-label={t('pinErase')} onClick={erase} disabled={busy || pin === ''}>
            <IconBackspace size={28} aria-hidden />
          </button>
        </div>
        <Button size="lg" fullWidth loading={busy} disabled={pin.length < shortest} onClick={() => void enter()}>
          {act ?? t('enter')}
        </Button>
      </div>
    </>
  )
}
