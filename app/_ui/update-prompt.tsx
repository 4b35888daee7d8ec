/**
 * Asks before a new version replaces the running one. Never while something waits to be sent or a form is half filled:
 * then it says what it waits for. Also says when this version is too old to receive data.
 */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { applyUpdate, checkForUpdate, useUpdateReady } from './pwa.ts'
import { useAnythingUnfinished } from './unfinished.ts'
import classes from './update-prompt.module.css'
import { useStatus } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function UpdatePrompt() {
  const t = useWords(baseWords)
  const isReady = useUpdateReady()
  const unfinished = useAnythingUnfinished()
  const { waiting, connection } = useStatus()
  const [later, setLater] = useState(false)
  const isRequired = connection === 'updateRequired'
  if (!isRequired && (!isReady || later)) return null

  const waitsFor = waiting > 0 ? t('updateWaitsForSending') : unfinished ? t('updateWaitsForForm') : null
  const update = async () => {
    const outcome = await applyUpdate()
    if (outcome !== 'none') return
    // The server wants a newer version that the browser has not fetched yet.
    await checkForUpdate()
    window.location.reload()
  }
  return (
    <section className={classes.prompt} role="status">
      <h2>{t(isRequired ? 'updateRequiredTitle' : 'updateReady')}</h2>
      <p>{waitsFor ?? t(isRequired ? 'updateRequiredText' : 'updateText')}</p>
      <div className={classes.buttons}>
        {!isRequired && (
          <Button variant="default" onClick={() => setLater(true)}>
            {t('later')}
          </Button>
        )}
        <Button
          disabled={waitsFor !== null}
          onClick={() => {
            update().catch((cause: unknown) => console.error('The update did not start', cause))
          }}
        >
          {t('updateNow')}
        </Button>
      </div>
    </section>
  )
}
