/** What is known of this browser and this till, put together and judged. */
'use client'
import { useCallback, useEffect, useState } from 'react'
import { readBrowserFacts, type BrowserFacts } from '../../../lib/platform/browser-facts.ts'
import { useOfflineState, useUpdateReady } from '../../_ui/pwa.ts'
import { useLive, useStatus, useWorkplace } from '../../_ui/use-workplace.ts'
import { printerSaid } from '../print/printer-said.ts'
import { usePrinterLook, usePrinterSettings } from '../print/use-printing.ts'
import { checkTill, type Finding } from './till-checks.ts'

export type TillCheck = {
  /** null while the browser is asked. */
  findings: Finding[] | null
  facts: BrowserFacts | null
  isFailed: boolean
  again: () => void
}

export function useTillCheck(): TillCheck {
  const workplace = useWorkplace()
  const storage = useLive(workplace.storage)
  const { clockOffsetMs, connection } = useStatus()
  const shellState = useOfflineState()
  const isUpdateReady = useUpdateReady()
  const look = usePrinterLook()
  const [settings] = usePrinterSettings()
  const [facts, setFacts] = useState<BrowserFacts | null>(null)
  const [isFailed, setFailed] = useState(false)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = true
    readBrowserFacts().then(
      (read) => {
        if (isCurrent) setFacts(read)
      },
      (error: unknown) => {
        console.warn('The browser could not be checked', error)
        if (isCurrent) setFailed(true)
      },
    )
    return () => {
      isCurrent = false
    }
    // What is plugged in or granted meanwhile changes the printer's state.
  }, [round, look.state?.kind])
  const again = useCallback(() => {
    setFacts(null)
    setFailed(false)
    setRound((before) => before + 1)
  }, [])
  const findings =
    facts &&
    checkTill({
      facts,
      storage,
      clockOffsetMs,
      shellState,
      isUpdateReady,
      isOnline: connection === 'online',
      settings,
      printer: printerSaid(look.state, settings !== null),
    })
  return { findings, facts, isFailed, again }
}
