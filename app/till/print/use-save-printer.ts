/** Keeps the printer's settings; says when the disk did not take them. */
'use client'
import { useCallback } from 'react'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { usePrinterSettings } from './use-printing.ts'
import { printWords } from './words.ts'

export function useSavePrinter(): (settings: PrinterSettings | null) => void {
  const t = useWords(printWords)
  const notice = useNotice()
  const [, save] = usePrinterSettings()
  return useCallback(
    (settings) => {
      save(settings).catch((cause: unknown) => {
        console.error('The printer’s settings could not be stored', cause)
        notice({ tone: 'bad', text: t('notSaved') })
      })
    },
    [save, notice, t],
  )
}
