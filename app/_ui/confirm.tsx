/**
 * Asks once before something is taken away, in the words of the act, with the safe answer focused:
 *
 *     if (await confirm({ title: 'Void order 1042?', act: 'Void', stay: 'Keep' })) …
 */
'use client'
import { Button } from '@mantine/core'
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export type Question = {
  title: string
  text?: ReactNode
  /** The verb on the button that does it. */
  act: string
  /** The safe answer; "Cancel" unless said better. */
  stay?: string
  /** Red: something is lost by it. */
  danger?: boolean
}

const ConfirmContext = createContext<((question: Question) => Promise<boolean>) | null>(null)

export function useConfirm(): (question: Question) => Promise<boolean> {
  const confirm = useContext(ConfirmContext)
  if (!confirm) throw new Error('useConfirm outside ConfirmProvider')
  return confirm
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const t = useWords(baseWords)
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null)

  const confirm = useCallback(
    (question: Question) => new Promise<boolean>((answer) => setAsked({ question, answer })),
    [],
  )
  const answer = (yes: boolean) => {
    asked?.answer(yes)
    setAsked(null)
  }

  return (
    <ConfirmContext value={confirm}>
      {children}
      <Dialog
        opened={asked !== null}
        onClose={() => answer(false)}
        title={asked?.question.title ?? ''}
        width={440}
        foot={
          asked && (
            <>
              <Button variant="default" data-autofocus onClick={() => answer(false)}>
                {asked.question.stay ?? t('cancel')}
              </Button>
              <Button color={asked.question.danger ? 'red.9' : 'water'} onClick={() => answer(true)}>
                {asked.question.act}
              </Button>
            </>
          )
        }
      >
        {asked?.question.text}
      </Dialog>
    </ConfirmContext>
  )
}
