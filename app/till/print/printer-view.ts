/** How the printer stands and which jobs are open, as one value that changes only when something did. */
import type { Printing } from '../../../lib/platform/printing/create-printing.ts'
import type { PrinterState } from '../../../lib/platform/printing/printer-connection.ts'
import type { PrintJob } from '../../../lib/printing/queue/print-job.ts'
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
  const listeners = new Set<() => void>()
  let look = nothing
  const show = (next: PrinterLook): void => {
    look = next
    for (const tell of [...listeners]) tell()
  }
  return {
    get: () => look,
    subscribe(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    follow(printing) {
      if (look.printing === printing) return
      const read = (): void => {
        const { state, model } = printing.connection
        const next = { state, jobs: printing.queue.jobs(), model, printing }
        if (next.state === look.state && next.jobs === look.jobs && next.model === look.model) return
        show(next)
      }
      printing.connection.onChange(read)
      printing.queue.onChange(read)
      show({
        state: printing.connection.state,
        jobs: printing.queue.jobs(),
        model: printing.connection.model,
        printing,
      })
    },
    fail(error) {
      console.error('Printing could not be opened', error)
      show({ ...look, state: { kind: 'failed' } })
    },
  }
}
