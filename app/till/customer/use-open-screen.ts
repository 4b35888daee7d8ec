/** Opens the customer's window and says what became of it. */
'use client'
import { useNotice } from '../../_ui/notice.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { openCustomerScreen } from './open-screen.ts'
import { customerScreenWords } from './words.ts'

export function useOpenScreen(): () => void {
  const t = useWords(customerScreenWords)
  const notice = useNotice()
  return () =>
    void openCustomerScreen().then(
      (isOpen) => notice(isOpen ? { tone: 'info', text: t('opened') } : { tone: 'bad', text: t('blocked') }),
      (cause: unknown) => {
        console.error('The customer’s window could not be opened', cause)
        notice({ tone: 'bad', text: t('blocked') })
      },
    )
}
