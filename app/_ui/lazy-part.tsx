/**
 * A part of a workplace that is fetched when first needed. Unlike React's `lazy` a failed fetch can be tried again (no
 * network before the app was kept on the device), and a part fetched ahead (`warm`) is shown in the same frame.
 */
'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { announceWindow } from './coming-window.ts'
import { ErrorPanel } from './error-panel.tsx'
import { useNotice } from './notice.tsx'
import './part-styles.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export type LazyPart<Props> = ComponentType<Props> & { warm: () => void }

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

/** `waiting` is shown meanwhile; nothing unless given. */
export function lazyPart<Props extends object>(load: Load<Props>, waiting: ReactNode = null): LazyPart<Props> {
  return fetchedLater(load, () => waiting)
}

/** A window: no other one opens before it is here. If it does not come, it is withdrawn by its `onClose`. */
export function lazyWindow<Props extends { onClose: () => void }>(load: Load<Props>): LazyPart<Props> {
  return fetchedLater(load, ({ onClose }) => <WindowComing onClose={onClose} />)
}

function fetchedLater<Props extends object>(load: Load<Props>, waiting: (props: Props) => ReactNode): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null
  const fetchPart = async (): Promise<void> => {
    loaded ??= (await load()).default
  }

  function Part(props: Props) {
    const [, setTries] = useState(0)
    const [failure, setFailure] = useState<unknown>(null)
    const here = loaded
    useEffect(() => {
      // What this rendering saw, not what is there now: a part fetched ahead may arrive between the two, and without
      // another rendering the screen would say "loading" for ever.
      if (here || failure !== null) return
      let current = true
      fetchPart().then(
        () => current && setTries((tries) => tries + 1),
        (cause: unknown) => current && setFailure(cause ?? new Error('The part did not load')),
      )
      return () => {
        current = false
      }
    }, [here, failure])
    if (here) {
      const Loaded = here
      return <Loaded {...props} />
    }
    return failure === null ? waiting(props) : <PartMissing failure={failure} again={() => setFailure(null)} />
  }
  Part.warm = () => {
    fetchPart().catch((cause: unknown) => console.warn('A part of the screen is not here yet', cause))
  }
  return Part
}

/** Shows nothing: what is beneath stays as it is. Taken back as the window that came opens itself, in effects as this. */
function WindowComing({ onClose }: { onClose: () => void }) {
  const t = useWords(baseWords)
  const notice = useNotice()
  const withdraw = (why: 'byPerson' | 'late') => {
    onClose()
    if (why === 'late') notice({ tone: 'info', text: t('windowLate') })
  }
  const withdrawing = useRef(withdraw)
  useEffect(() => {
    withdrawing.current = withdraw
  })
  useEffect(() => announceWindow((why) => withdrawing.current(why)), [])
  return null
}

function PartMissing({ failure, again }: { failure: unknown; again: () => void }) {
  const t = useWords(baseWords)
  return (
    <ErrorPanel
      title={t('partMissing')}
      text={t('partMissingText')}
      error={failure}
      actions={<Button onClick={again}>{t('retry')}</Button>}
    />
  )
}
