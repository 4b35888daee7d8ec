/** How the printer stands and which jobs are open, as one value that changes only when something did. */
import type { Printing } from '../../../lib/platform/printing/create-printing.ts'
import type { PrinterState } from '../../../lib/platform/printing/printer-connection.ts'
import type { PrintJob } from '../../../lib/printing/queue/print-job.ts'
import { createSource } from '../../../lib/store/live.ts'
import type { Live } from '../../../lib/workplace-types.ts'

export type PrinterLook = {
  /** null: nothing that prints is loaded yet. `failed`: it could not be loaded, or its database not opened. */
  state: PrinterState | { kind: 'failed' } | null
  jobs: readonly PrintJob[]
  model: string | null
  printing: Printing | null
}

const nothing: PrinterLook = { state: null, jobs: [], model: null, printing: null }

export function createPrinterView(): Live<PrinterLook> & {
  follow: (printing: Printing) => void
  fail: (error: unknown) => void
} {
  const look = createSource(nothing)
  return {
    get: look.get,
    subscribe: look.subscribe,
    follow(printing) {
      if (look.get().printing === printing) return
      const read = (): void => {
        const { state, model } = printing.connection
        const next = { state, jobs: printing.queue.jobs(), model, printing }
        const now = look.get()
        if (next.state === now.state && next.jobs === now.jobs && next.model === now.model) return
        look.set(next)
      }
      printing.connection.onChange(read)
      printing.queue.onChange(read)
      look.set({
        state: printing.connection.state,
        jobs: printing.queue.jobs(),
        model: printing.connection.model,
        printing,
      })
    },
    fail(error) {
      console.error('Printing could not be opened', error)
      look.set({ ...look.get(), state: { kind: 'failed' } })
    },
  }
}
