/**
 * Short messages at the edge of the screen, spoken by screen readers. A good one goes by itself; a bad one stays until
 * closed. Shown as a popover, so that it stands above an open dialog.
 */
'use client'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import classes from './notice.module.css'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export type Notice = {
  tone: 'good' | 'bad' | 'info'
  text: string
  /** One thing to do about it, for instance "Undo". */
  action?: { label: string; run: () => void }
}
type Standing = Notice & { id: number }

const NoticeContext = createContext<((notice: Notice) => void) | null>(null)
const shownForMs = 5000
const mostAtOnce = 3

export function useNotice(): (notice: Notice) => void {
  const notice = useContext(NoticeContext)
  if (!notice) throw new Error('useNotice outside NoticeProvider')
  return notice
}

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [standing, setStanding] = useState<Standing[]>([])
  const lastId = useRef(0)
  const region = useRef<HTMLDivElement>(null)

  const close = useCallback((id: number) => setStanding((all) => all.filter((one) => one.id !== id)), [])
  const notice = useCallback((next: Notice) => {
    const id = ++lastId.current
    setStanding((all) =>
      // News of one's own acts is told one at a time; what went wrong stays until it is closed.
      [...all.filter((one) => one.tone === 'bad' && one.text !== next.text), { ...next, id }].slice(-mostAtOnce),
    )
  }, [])

  useEffect(() => {
    const element = region.current
    if (!element) return
    // Shown anew each time: the top layer stacks in the order of showing, and a dialog may have opened since.
    if (element.matches(':popover-open')) element.hidePopover()
    if (standing.length > 0) element.showPopover()
  }, [standing])

  return (
    <NoticeContext value={notice}>
      {children}
      <div ref={region} popover="manual" className={classes.region}>
        <div role="status" aria-live="polite" className={classes.list}>
          {standing.map((one) => (
            <NoticeCard key={one.id} notice={one} close={close} />
          ))}
        </div>
      </div>
    </NoticeContext>
  )
}

const icons = { good: IconCircleCheck, bad: IconAlertTriangle, info: IconInfoCircle }

function NoticeCard({ notice, close }: { notice: Standing; close: (id: number) => void }) {
  const t = useWords(baseWords)
  const Icon = icons[notice.tone]
  const forMs = notice.action ? shownForMs * 2 : shownForMs
  useEffect(() => {
    if (notice.tone === 'bad') return
    const timer = setTimeout(() => close(notice.id), forMs)
    return () => clearTimeout(timer)
  }, [notice, forMs, close])
  return (
    <div className={classes.card} data-tone={notice.tone}>
      <Icon size={22} aria-hidden />
      <p>{notice.text}</p>
      {notice.action && (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            notice.action?.run()
            close(notice.id)
          }}
        >
          {notice.action.label}
        </button>
      )}
      <button type="button" className={classes.close} aria-label={t('close')} onClick={() => close(notice.id)}>
        <IconX size={20} aria-hidden />
      </button>
    </div>
  )
}
