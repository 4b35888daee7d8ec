/** The workplace could not be opened: what this browser would need. */
'use client'
import { Button } from '@mantine/core'
import { ErrorPanel } from './error-panel.tsx'
import { openFailure, type OpenFailure } from './open-failure.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'
import classes from './workplace-provider.module.css'

export function OpenFailed({ cause, again }: { cause: unknown; again: () => void }) {
  const t = useWords(baseWords)
  const { title, text } = keys[openFailure(cause, window)]
  return (
    <main className={classes.failed}>
      <ErrorPanel
        title={t(title)}
        text={t(text)}
        error={cause}
        actions={<Button onClick={again}>{t('retry')}</Button>}
      />
    </main>
  )
}

const keys = {
  browserTooOld: { title: 'browserTooOldTitle', text: 'browserTooOldText' },
  storageForbidden: { title: 'storageForbiddenTitle', text: 'storageForbiddenText' },
  storageFull: { title: 'storageFullTitle', text: 'storageFullText' },
  appTooOld: { title: 'appTooOldTitle', text: 'appTooOldText' },
  other: { title: 'openFailedTitle', text: 'openFailedText' },
} as const satisfies Record<OpenFailure, { title: string; text: string }>
