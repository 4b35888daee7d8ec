/** Whether the browser promises to keep what this device stores, and how full it is (S11, users.md 16). */
import { createSource, type Live } from '../store/live.ts'

export type StorageState = { persisted: boolean | null; usageBytes: number | null; quotaBytes: number | null }

export type DeviceStorage = {
  state: Live<StorageState>
  /** Asks the browser to keep the data. Chrome decides by itself, by installation and use; nobody is asked. */
  persist(): Promise<void>
  /** Measured again when the last measure is old. */
  report(): Promise<StorageState>
}

const measureEveryMs = 60_000

export function createDeviceStorage(now: () => number): DeviceStorage {
  const state = createSource<StorageState>({ persisted: null, usageBytes: null, quotaBytes: null })
  // Not there on plain http.
  const manager = typeof navigator === 'undefined' ? undefined : (navigator.storage as StorageManager | undefined)
  let measuredAt = -Infinity

  const measure = async (): Promise<void> => {
    if (manager === undefined) return
    measuredAt = now()
    try {
      const [persisted, { usage, quota }] = await Promise.all([manager.persisted(), manager.estimate()])
      const next = { persisted, usageBytes: asBytes(usage), quotaBytes: asBytes(quota) }
      if (JSON.stringify(next) !== JSON.stringify(state.get())) state.set(next)
    } catch (error) {
      console.warn('The browser does not tell how full it is', error)
    }
  }

  return {
    state,
    async persist() {
      if (manager === undefined) return
      if (!(await manager.persisted())) await manager.persist()
      await measure()
    },
    async report() {
      if (Math.abs(now() - measuredAt) > measureEveryMs) await measure()
      return state.get()
    },
  }
}

/** A browser's odd answer must not stand in the way of the work that travels with the report. */
const asBytes = (told: number | undefined): number | null =>
  told !== undefined && told >= 0 && told <= Number.MAX_SAFE_INTEGER ? told : null
