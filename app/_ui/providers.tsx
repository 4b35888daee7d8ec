/** Everything a screen stands on, in order: look, language, messages, questions, workplace. */
'use client'
import { MantineProvider } from '@mantine/core'
import { usePathname } from 'next/navigation'
import { useEffect, type ReactNode } from 'react'
import { ConfirmProvider } from './confirm.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { NoticeProvider } from './notice.tsx'
import { startPwa } from './pwa.ts'
import { theme } from './theme.ts'
import { useLanguage } from './words-engine.ts'
import { WorkplaceProvider } from './workplace-provider.tsx'

export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <PageStart />
      <ErrorBoundary>
        <NoticeProvider>
          <ConfirmProvider>
            <Stand>{children}</Stand>
          </ConfirmProvider>
        </NoticeProvider>
      </ErrorBoundary>
    </MantineProvider>
  )
}

/** The customer's window stands on nothing of this device: no database, no sign-in, no way to change anything. */
const bare = '/till/customer'

function Stand({ children }: { children: ReactNode }) {
  const isBare = usePathname().replace(/\/$/, '') === bare
  return isBare ? children : <WorkplaceProvider>{children}</WorkplaceProvider>
}

function PageStart() {
  const current = useLanguage()
  useEffect(() => startPwa(), [])
  useEffect(() => {
    document.documentElement.lang = current
  }, [current])
  return null
}
