/** The server's rules that hold on any store: run on the model and on PostgreSQL. */
import { afterEach } from 'vitest'
import type { SyncStore } from '../../store/ports.ts'
import { custodyRules } from './custody-rules.ts'
import { officeRules } from './office-rules.ts'
import { pullRules } from './pull-rules.ts'
import { pushRules } from './push-rules.ts'
import { createSyncWorld, type StartWorld } from './sync-world.ts'

export type OpenStore = () => Promise<{
  store: SyncStore
  org: string
  addDevice(id: string): Promise<void>
  close(): Promise<void>
}>

export function syncRules(open: OpenStore): void {
  const closers: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })
  const start: StartWorld = async (...devices) => {
    const opened = await open()
    closers.push(() => opened.close())
    for (const device of devices) await opened.addDevice(device)
    return createSyncWorld(opened.store, opened.org)
  }
  pushRules(start)
  custodyRules(start)
  pullRules(start)
  officeRules(start)
}
