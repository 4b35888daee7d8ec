/** A failure told to a person: what happened, what it means for the work, what to do. The technical part folds away. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import classes from './error-panel.module.css'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function ErrorPanel({
  title,
  text,
  error,
  actions,
}: {
  title: string
  text?: ReactNode
  /** Whatever was thrown; shown folded, to be copied. */
  error?: unknown
  actions?: ReactNode
}) {
  const t = useWords(baseWords)
  const [copied, setCopied] = useState(false)
  const technical = error === undefined ? null : technicalText(error)
  return (
    <div role="alert" className={classes.panel}>
      <h2>
        <IconAlertTriangle size={24} aria-hidden /> {title}
      </h2>
      {text && <p>{text}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
      {technical && (
        <details>
          <summary>{t('technicalPart')}</summary>
          <pre>{technical}</pre>
          <Button
            variant="default"
            onClick={() => {
              navigator.clipboard.writeText(technical).then(
                () => setCopied(true),
                (cause: unknown) => console.warn('Nothing was copied', cause),
              )
            }}
          >
            {copied ? t('copied') : t('copy')}
          </Button>
        </details>
      )}
    </div>
  )
}

function technicalText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n← ${technicalText(error.cause)}`
  return `${error.stack ?? `${error.name}: ${error.message}`}${cause}`
}
