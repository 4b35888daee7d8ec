/**
 * A part of a workplace that is fetched when first needed. Unlike React's `lazy` a failed fetch can be tried again (no
 * network before the app was kept on the device), and a part fetched ahead (`warm`) is shown in the same frame.
 */
'use client'
import { Button } from '@mantine/core'
import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { announceWindow } from './coming-window.ts'
import { ErrorPanel } from './error-panel.tsx'
import './part-styles.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export type LazyPart<Props> = ComponentType<Props> & { warm: () => void }

/** `waiting` is shown meanwhile; nothing unless given: then it is a window, and no other one opens before it is here. */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  waiting: ReactNode = null,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null
  const fetchPart = async (): Promise<void> => {
    loaded ??= (await load()).default
  }

  function Part(props: Props) {
    const [, setTries] = useState(0)
    const [failure, setFailure] = useState<unknown>(null)
    const here = loaded
    const isComing = waiting === null && here === null && failure === null
    // Taken back no sooner than the window that came has opened itself, in an effect of its own.
    useEffect(() => (isComing ? announceWindow() : undefined), [isComing])
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
    return failure === null ? waiting : <PartMissing failure={failure} again={() => setFailure(null)} />
  }
  Part.warm = () => {
    fetchPart().catch((cause: unknown) => console.warn('A part of the screen is not here yet', cause))
  }
  return Part
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
