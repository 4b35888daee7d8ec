/**
 * Listens to all keys before anybody else does and takes out what a scanner typed, whatever has the focus. What a scan
 * began to type into a field before it could be known is taken out of it again.
 */
'use client'
import { useLayoutEffect, useRef } from 'react'
import { browserClock } from '../../../lib/platform/browser-clock.ts'
import { afterQuiet } from '../../../lib/platform/ports/after-quiet.ts'
import { createScanDetector, fastestGapMs, pauseMs } from './scan-detector.ts'

type Field = HTMLInputElement | HTMLTextAreaElement
type Snapshot = { field: Field; value: string; start: number; end: number }

export function useKeyScanner(onScan: (code: string) => void): void {
  const heard = useRef(onScan)
  useLayoutEffect(() => {
    heard.current = onScan
  })
  useLayoutEffect(() => {
    const detector = createScanDetector()
    let before: Snapshot | null = null
    let lastAt = -Infinity
    let stopPause: () => void = () => undefined

    const take = ({ code, passed }: { code: string; passed: number }) => {
      if (passed > 0 && before !== null) putBack(before)
      before = null
      // The next key begins anew, however soon it comes.
      lastAt = -Infinity
      heard.current(code)
    }
    const onPause = () => {
      const after = detector.pause()
      if (after.kind === 'giveBack') typeInto(document.activeElement, after.text)
      if (after.kind === 'scan') take(after)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || isReplaying) return
      const { timeStamp: at } = event
      const key = isGs(event) ? '\u001d' : event.key
      stopPause()
      // A burst may begin here.
      if (at - lastAt > fastestGapMs && key.length === 1) before = snapshotOf(document.activeElement)
      if (key !== 'Shift' && key !== 'Control') lastAt = at
      const isSpecial = (event.ctrlKey && !isGs(event)) || event.altKey || event.metaKey || event.repeat
      const verdict = detector.press({ key, at, isSpecial, latin: isGs(event) ? key : latinOf(event) })
      if (verdict.kind !== 'scan' && verdict.giveBack !== '') typeInto(document.activeElement, verdict.giveBack)
      if (verdict.kind === 'pass') return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (verdict.kind === 'scan') take(verdict)
      else stopPause = afterQuiet(browserClock, pauseMs, onPause)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      stopPause()
    }
  }, [])
}

/** The field separator of GS1 codes, as scanners in keyboard mode send it. */
const isGs = ({ ctrlKey, altKey, code }: KeyboardEvent): boolean => ctrlKey && !altKey && code === 'BracketRight'

/** A scanner presses the places of a Latin keyboard, also while a Russian layout is on. */
const latinOf = ({ key, code, shiftKey }: KeyboardEvent): string =>
  key.length === 1 && /^Key[A-Z]$/.test(code) ? (shiftKey ? code.slice(3) : code.slice(3).toLowerCase()) : key

/** Fields whose text can be set at a place; others (a date) are left alone. */
const isTextField = (element: Element | null): element is Field =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.selectionStart !== null)

function snapshotOf(element: Element | null): Snapshot | null {
  if (!isTextField(element)) return null
  const { value, selectionStart, selectionEnd } = element
  return { field: element, value, start: selectionStart ?? value.length, end: selectionEnd ?? value.length }
}

function putBack({ field, value, start, end }: Snapshot): void {
  if (!field.isConnected || field.value === value) return
  field.setRangeText(value, 0, field.value.length)
  field.setSelectionRange(start, end)
  tellReact(field)
}

/** A person's keys that were held: they go where they were going. */
export function typeInto(element: Element | null, typed: string): void {
  // GS typed nothing when a person pressed it.
  const text = typed.replaceAll('\u001d', '')
  if (!isTextField(element)) return replay(element ?? document.body, text)
  if (element.readOnly || element.disabled) return
  element.setRangeText(text, element.selectionStart ?? 0, element.selectionEnd ?? 0, 'end')
  tellReact(element)
}

let isReplaying = false

/** To what listens to keys itself, as the pad for a PIN does. */
function replay(element: Element, text: string): void {
  isReplaying = true
  try {
    for (const key of text)
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  } finally {
    isReplaying = false
  }
}

const tellReact = (field: Field): boolean => field.dispatchEvent(new InputEvent('input', { bubbles: true }))
