/** Keeps a failing part of the screen from taking the rest with it. */
'use client'
import { Button } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { ErrorPanel } from './error-panel.tsx'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('A part of the screen failed', error, info.componentStack)
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <ScreenStopped error={this.state.error} again={() => this.setState({ error: null })} />
  }
}

export function ScreenStopped({ error, again }: { error: unknown; again: () => void }) {
  const t = useWords(baseWords)
  return (
    <ErrorPanel
      title={t('errorTitle')}
      text={t('errorText')}
      error={error}
      actions={
        <>
          <Button onClick={again}>{t('retry')}</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
        </>
      }
    />
  )
}
