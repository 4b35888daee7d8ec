/** What stands around an answer of the server: while there is none yet, why there is none, or how old it is. */
'use client'
import { Button } from '@mantine/core'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ErrorPanel } from '../_ui/error-panel.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { When } from '../_ui/when.tsx'
import { baseWords } from '../_ui/words.ts'
import { useWords } from '../_ui/words-engine.ts'
import classes from './asked.module.css'
import type { Asked } from './use-ask.ts'
import { officeWords } from './words.ts'

export function AskedPart<Answer>({
  asked,
  rows = 4,
  isSmall = false,
  children,
}: {
  asked: Asked<Answer>
  rows?: number
  /** A part of a screen: a failure is one line, not a panel. */
  isSmall?: boolean
  children: (answer: Answer) => ReactNode
}) {
  const t = useWords(officeWords)
  const base = useWords(baseWords)
  if (asked.value === null) {
    if (asked.failure === null) return <LoadingRows rows={rows} />
    if (isSmall)
      return (
        <p role="status" className={classes.stale}>
          <IconCloudOff size={20} aria-hidden />
          <span>{asked.failure}</span>
        </p>
      )
    return (
      <ErrorPanel
        title={t('notAnswered')}
        text={asked.failure}
        actions={
          <Button loading={asked.isAsking} onClick={asked.again}>
            {base('retry')}
          </Button>
        }
      />
    )
  }
  return (
    <>
      {asked.failure !== null && (
        <p role="status" className={classes.stale}>
          <IconCloudOff size={20} aria-hidden />
          <span>
            {asked.failure} {t('lastKnown')} {asked.at !== null && <When at={asked.at} />}.
          </span>
          <Button variant="default" loading={asked.isAsking} onClick={asked.again}>
            {base('retry')}
          </Button>
        </p>
      )}
      {children(asked.value)}
    </>
  )
}

/** Head of a screen: what it is, when it was asked, what can be begun. */
export function ScreenHead({
  title,
  asked,
  children,
}: {
  title: string
  asked?: Asked<unknown>
  children?: ReactNode
}) {
  const t = useWords(officeWords)
  return (
    <header className={classes.head}>
      <h2>{title}</h2>
      {asked && (
        <p className={classes.updated}>
          {asked.at !== null && (
            <span>
              {t('updated')} <When at={asked.at} />
            </span>
          )}
          <button type="button" onClick={asked.again} aria-label={t('refresh')} title={t('refresh')}>
            <IconRefresh size={20} aria-hidden data-turning={asked.isAsking || undefined} />
          </button>
        </p>
      )}
      <div className={classes.acts}>{children}</div>
    </header>
  )
}
