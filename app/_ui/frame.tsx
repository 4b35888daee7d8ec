/**
 * What surrounds every workplace: the bar on top (where I am, how the connection stands, who I am), the sections, the
 * content, and a foot that stays in sight. The content scrolls between bar and foot and keeps its place per section.
 *
 *     ┌ room · sections (wide) ······ connection · person ┐
 *     │ content                                           │
 *     │ foot (cart bar, day's totals, panel of new orders)│
 *     └ sections (narrow) ────────────────────────────────┘
 */
'use client'
import { IconDroplet, IconUserCircle } from '@tabler/icons-react'
import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { isWindowComing } from './coming-window.ts'
import { useConnectionLook } from './connection.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import classes from './frame.module.css'
import { Gate } from './gate.tsx'
import { useKeys } from './keys.ts'
import { lazyWindow } from './lazy-part.tsx'
import { rememberRoom, roomNameKeys, type Room } from './rooms.ts'
import { useTitle } from './title.ts'
import { UpdatePrompt } from './update-prompt.tsx'
import { useFormerWork } from './use-former-work.ts'
import { useMe, useStatus } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

const Tray = lazyWindow(() => import('./tray.tsx'))
const Menu = lazyWindow(() => import('./menu.tsx'))

export type Section = {
  /** Of `placeHref`, or another page's address. */
  href: string
  label: string
  icon: ReactNode
  active: boolean
  /** Shown on the icon; nothing when 0. */
  count?: number
}

export type FrameProps = {
  room: Room
  sections?: Section[]
  /** What wants attention here, for the window's title and the app's badge. */
  count?: number
  /** Stays in sight below the content. */
  foot?: ReactNode
  /** The content lays itself out in the whole height and scrolls its own parts. */
  fills?: boolean
  /** Locked: what is around the content can be seen, and nothing of it used. */
  isClosed?: boolean
  /** Separates the scrolling places of different sections. */
  placeKey?: string
  children: ReactNode
}

/** More sections than this stand closer together. */
const fitting = 4

const ScrollerContext = createContext<RefObject<HTMLElement | null> | null>(null)

/** The element that scrolls the content, for virtual lists. */
export function useScroller(): RefObject<HTMLElement | null> {
  const scroller = useContext(ScrollerContext)
  if (!scroller) throw new Error('useScroller outside Frame')
  return scroller
}

export function Frame(props: FrameProps) {
  const { room, sections = [], count = 0, foot, fills = false, isClosed = false, placeKey = '', children } = props
  const t = useWords(baseWords)
  const status = useStatus()
  const main = useRef<HTMLElement>(null)
  const [opened, setOpened] = useState<'tray' | 'menu' | 'keys' | null>(null)

  useTitle(t(roomNameKeys[room]), t('product'), count + status.refused)
  useEffect(() => rememberRoom(room), [room])
  useKeepPlace(main, placeKey)
  useWarm()
  const open = (what: 'tray' | 'menu' | 'keys') => {
    if (!isWindowComing()) setOpened(what)
  }
  const showKeys = { label: t('keysHelp'), run: () => open('keys') }
  // F1 also from within a field or a window, whose keys are known nowhere else.
  useKeys(isClosed ? [] : ['?', 'F1'].map((key) => ({ key, ...showKeys })))
  useEffect(() => {
    // A window that stood open when it was locked.
    if (isClosed) setOpened(null)
  }, [isClosed])

  return (
    <div
      className={classes.frame}
      data-sections={sections.length > 0 || undefined}
      data-many={sections.length > fitting || undefined}
    >
      <a href="#content" className={classes.skip} onClick={(event) => focusContent(event, main)}>
        {t('skipToContent')}
      </a>
      <header className={classes.bar} inert={isClosed}>
        <div className={classes.where}>
          <IconDroplet size={24} aria-hidden className={classes.mark} />
          <h1>{t(roomNameKeys[room])}</h1>
        </div>
        {sections.length > 0 && <Sections sections={sections} className={classes.sectionsAbove} />}
        <div className={classes.right}>
          <ConnectionButton open={() => open('tray')} />
          <PersonButton open={() => open('menu')} />
        </div>
      </header>
      <main
        ref={main}
        id="content"
        tabIndex={-1}
        className={classes.content}
        data-fills={fills || undefined}
        aria-label={t(roomNameKeys[room])}
      >
        <ScrollerContext value={main}>
          <ErrorBoundary>
            <Gate room={room}>{children}</Gate>
          </ErrorBoundary>
        </ScrollerContext>
      </main>
      {foot && (
        <footer className={classes.foot} inert={isClosed}>
          {foot}
        </footer>
      )}
      {sections.length > 0 && <Sections sections={sections} className={classes.sectionsBelow} isClosed={isClosed} />}
      <UpdatePrompt />
      {opened === 'tray' && <Tray onClose={() => setOpened(null)} />}
      {(opened === 'menu' || opened === 'keys') && <Menu room={room} start={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

function Sections({
  sections,
  className,
  isClosed = false,
}: {
  sections: Section[]
  className: string | undefined
  isClosed?: boolean
}) {
  const t = useWords(baseWords)
  return (
    <nav className={className} aria-label={t('mainMenu')} inert={isClosed}>
      {sections.map((section) => (
        <a key={section.href} href={section.href} aria-current={section.active ? 'page' : undefined}>
          <span className={classes.sectionIcon}>{section.icon}</span>
          {section.label}
          {section.count ? <span className={classes.count}>{section.count}</span> : null}
        </a>
      ))}
    </nav>
  )
}

function ConnectionButton({ open }: { open: () => void }) {
  const t = useWords(baseWords)
  const look = useConnectionLook()
  const [formerWork] = useFormerWork()
  const isToCarry = formerWork.some(({ waiting }) => waiting > 0)
  const told = [look.way, look.queue, look.refused, isToCarry && t('formerLong')].filter(Boolean).join(' · ')
  return (
    <>
      <button
        type="button"
        className={classes.connection}
        data-tone={isToCarry && look.tone !== 'red' ? 'amber' : look.tone}
        onClick={open}
        aria-label={`${told}. ${t('openTray')}`}
        title={t('openTray')}
      >
        <look.Icon size={22} aria-hidden />
        <span className={classes.long}>{told}</span>
        <span className={classes.short}>
          {look.refused ??
            (isToCarry ? t('formerShort') : look.queue && look.tone !== 'green' ? look.queue : look.wayShort)}
        </span>
      </button>
      <span className="r-only-heard" role="status">
        {told}
      </span>
    </>
  )
}

function PersonButton({ open }: { open: () => void }) {
  const t = useWords(baseWords)
  const me = useMe()
  return (
    <button
      type="button"
      className={classes.person}
      onClick={open}
      aria-label={me ? `${t('menu')}: ${me.name}` : t('menu')}
    >
      <IconUserCircle size={24} aria-hidden />
      {me && <span>{me.name}</span>}
    </button>
  )
}

/** Parts that open on a tap are fetched while nothing else is going on: the tap is answered at once, offline too. */
function useWarm(): void {
  useEffect(() => {
    const warm = () => {
      Tray.warm()
      Menu.warm()
    }
    const timer = setTimeout(warm, 2000)
    return () => clearTimeout(timer)
  }, [])
}

const places = new Map<string, number>()

/** Coming back to a section finds it where it was left. */
function useKeepPlace(main: RefObject<HTMLElement | null>, key: string): void {
  useLayoutEffect(() => {
    const element = main.current
    if (!element) return
    const top = places.get(key) ?? 0
    element.scrollTop = top
    // A list that is read from the device has its height a few frames later.
    const later = setTimeout(() => {
      if (top > 0 && element.scrollTop < top) element.scrollTop = top
    }, 80)
    const remember = () => places.set(key, element.scrollTop)
    element.addEventListener('scroll', remember, { passive: true })
    return () => {
      clearTimeout(later)
      element.removeEventListener('scroll', remember)
    }
  }, [main, key])
}

function focusContent(event: React.MouseEvent, main: RefObject<HTMLElement | null>): void {
  event.preventDefault() // the address after # is the place in the workplace
  main.current?.focus()
}
