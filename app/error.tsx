'use client'
import { ScreenStopped } from './_ui/error-boundary.tsx'

export default function ScreenError({ error, reset }: { error: Error; reset: () => void }) {
  return <ScreenStopped error={error} again={reset} />
}
