/**
 * Opens what a device keeps, finds out what is damaged, and joins the pieces: every write is shown in this tab at once
 * and told to the others.
 *
 * Repair never touches the operations (users.md 16). Views that cannot be opened are thrown away and pulled again; a
 * row that cannot be read counts as missing until it comes again; an operation that cannot be read stays where it is
 * and is reported.
 */
import { createDocumentStore, type RowChange } from './document-store.ts'
import { createLiveRows, type LiveRows } from './live-rows.ts'
import { createSource, type Live } from './live.ts'
import type { LocalOperation, LocalStore } from './local-store.ts'
import { createCursorStore, openDeviceNotes, type DeviceNotes } from './note-store.ts'
import {
  deleteDatabase,
  openViews,
  openWork,
  refuseNewerWork,
  renewedViewsDatabaseName,
  rxdbNameOf,
  viewsDatabaseName,
  viewsOnDisk,
  type Environment,
  type Views,
} from './open-databases.ts'
import { createOperationStore, type HighWater } from './operation-store.ts'
import { parseKey, type SortKeyOf } from './row-codec.ts'
import { roomOf } from './schemas.ts'
import { createRowMemory } from './row-memory.ts'
import { createScopeKinds } from './scope-kinds.ts'
import { toStoreError } from './store-failure.ts'
import { maxKeysTold, type News, type TabChannel } from './tab-news.ts'

export type Damage = {
  /** Numbers whose content cannot be read. */
  operations: readonly number[]
  /** Documents to be pulled again. */
  documents: number
  /** The views could not be opened and were begun anew. */
  viewsRenewed: boolean
}

export type DeviceStore = {
  local: LocalStore
  rows: LiveRows
  tray: Live<readonly LocalOperation[]>
  notes: DeviceNotes
  damage: Live<Damage>
  /** Tabs with the same name share their documents. */
  viewsName: string
  /**
   * This browser is another device now: operations, documents, cursors and notes go, but for notes that begin with one of `keep`. Live
   * values are not told; every tab must load its page anew.
   */
  beginAnew(keep: readonly string[]): Promise<void>
  /** News may have been missed (the machine slept): documents and acts that are shown are read anew. */
  rereadAll(): void
  /** Frees space: removed rows, and views of older versions of the app. For idle moments. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Which databases the tabs have open: another version of the app has other views. */
export interface DatabaseUsage {
  /** This tab has it open until the returned release. */
  hold(database: string): () => void
  /** Runs `work` unless a tab holds it. */
  ifUnused(database: string, work: () => Promise<void>): Promise<void>
}

export type OpenStoreOptions = {
  sortKeyOf: SortKeyOf
  channel: TabChannel
  highWater: HighWater
  /** Something was written in another tab. */
  onNews: (news: News) => void
  /** Reading for a screen failed. */
  onFailure: (error: unknown) => void
  usage: DatabaseUsage
  environment?: Environment
}

const maxRowsInMemory = 5000

/** Throws `StoreError`; `NewerStoreError` where a newer version of the app has worked. */
export async function openStore(options: OpenStoreOptions): Promise<DeviceStore> {
  const { sortKeyOf, channel, onFailure } = options
  const environment = options.environment ?? { tab: '' }
  const damage = createSource<Damage>({ operations: [], documents: 0, viewsRenewed: false })
  await refuseNewerWork(environment).catch((error: unknown) => {
    throw toStoreError(error, 'Looking for the operations')
  })
  const [work, views] = await Promise.all([
    openWork(environment).catch((error: unknown) => {
      throw toStoreError(error, 'Opening the operations')
    }),
    openViewsOrBeginAnew(environment, () => damage.set({ ...damage.get(), viewsRenewed: true })),
  ])
  const release = options.usage.hold(views.database.name)
  const viewTables = [...Object.values(views.rooms), views.cursors]
  const tell = (news: News): void => channel.post(news)

  const { operations, memory: acts } = createOperationStore({
    table: work.operations,
    highWater: options.highWater,
    onChanged: (changes) => tell({ kind: 'operations', seqs: changes.map(({ seq }) => seq) }),
    onDamaged(key) {
      const seq = Number(key)
      const known = damage.get()
      if (!known.operations.includes(seq)) damage.set({ ...known, operations: [...known.operations, seq] })
    },
  })

  const memory = createRowMemory(maxRowsInMemory)
  const documents = createDocumentStore({
    rooms: views.rooms,
    memory,
    kinds: createScopeKinds(views.cursors),
    sortKeyOf,
    onChanged(changes) {
      rows.apply(changes)
      tell(newsOf(changes))
    },
    onNewsMissing: () => void acts.load().catch(onFailure),
    recheck: (keys) => acts.recheck(keys),
    onDamaged: () => damage.set({ ...damage.get(), documents: damage.get().documents + 1 }),
  })
  const rows = createLiveRows({ reader: documents, sortKeyOf, onFailure })

  const notes = await openDeviceNotes(work.notes, {
    onSet: (key) => tell({ kind: 'notes', keys: [key] }),
    onDamaged: (key) => onFailure(new Error(`The note ${key} cannot be read`)),
  })
  await acts.load()
  // It reaches the disk seconds late: a browser that crashed may not have noted its last acts there.
  const lastSeq = await operations.lastSeq()
  if (lastSeq > options.highWater.read()) options.highWater.write(lastSeq)

  const forgetAll = (): void => {
    memory.clear()
    acts.forget()
  }

  const hear = async (news: News): Promise<void> => {
    switch (news.kind) {
      case 'rows':
        for (const key of news.keys) views.fillings[roomOf(parseKey(key).kind)].forget()
        memory.forget(news.keys)
        rows.reread(news.keys)
        break
      case 'kinds':
        for (const kind of news.kinds) views.fillings[roomOf(kind)].forget()
        memory.forgetKinds(news.kinds)
        rows.rereadKinds(news.kinds)
        break
      case 'operations':
        await acts.reread(news.seqs)
        break
      case 'notes':
        await notes.reread(news.keys)
        break
      case 'begunAnew':
        forgetAll()
        break
    }
    options.onNews(news)
  }
  const stopListening = channel.listen((message) => void hear(message as News).catch(onFailure))

  return {
    local: { operations, documents, notes: createCursorStore(views.cursors) },
    rows,
    tray: acts.tray,
    notes,
    damage,
    viewsName: views.database.name,
    async beginAnew(keep) {
      for (const table of [work.operations, ...viewTables]) await table.clear()
      forgetAll()
      tell({ kind: 'begunAnew' })
      await notes.clear(keep)
      options.highWater.reset()
    },
    rereadAll() {
      memory.clear()
      rows.rereadAll()
      acts.load().catch(onFailure)
    },
    async tidy() {
      for (const table of [work.operations, work.notes, ...viewTables]) await table.purge()
      for (const name of await viewsOnDisk(environment, 'unused', views.database.name)) {
        await options.usage.ifUnused(rxdbNameOf(name), () => deleteDatabase(environment, name))
      }
    },
    async close() {
      stopListening()
      release()
      await Promise.all([work.database.close(), views.database.close()])
    },
  }
}

function newsOf(changes: RowChange[]): News {
  const keys = changes.map(({ key }) => key)
  if (keys.length <= maxKeysTold) return { kind: 'rows', keys }
  return { kind: 'kinds', kinds: [...new Set(keys.map((key) => parseKey(key).kind))] }
}

async function openViewsOrBeginAnew(environment: Environment, onRenewed: () => void): Promise<Views> {
  try {
    return await openViews(environment, viewsDatabaseName)
  } catch (error) {
    try {
      for (const name of await viewsOnDisk(environment, 'all', '')) await deleteDatabase(environment, name)
      const views = await openViews(environment, renewedViewsDatabaseName)
      onRenewed()
      return views
    } catch {
      throw toStoreError(error, 'Opening the documents')
    }
  }
}
