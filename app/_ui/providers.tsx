/** Everything a screen stands on, in order: look, language, messages, questions, workplace. */
'use client'
import { MantineProvider } from '@mantine/core'
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
            <WorkplaceProvider>{children}</WorkplaceProvider>
          </ConfirmProvider>
        </NoticeProvider>
      </ErrorBoundary>
    </MantineProvider>
  )
}

function PageStart() {
  const current = useLanguage()
  useEffect(() => startPwa(), [])
  useEffect(() => {
    document.documentElement.lang = current
  }, [current])
  return null
}
