import { expect, test } from 'vitest'
import { openDeviceNotes } from './note-store.ts'
import type { StoredNote } from './schemas.ts'
import type { Kept, Table } from './table.ts'

type Row = Kept<StoredNote>

/** Rows in memory; answers to `get` wait until they are let go, as they stood when they were asked for. */
function slowTable() {
  const rows = new Map<string, Row>()
  const waiting: (() => void)[] = []
  let isSlow = false
  const put = (note: StoredNote) => void rows.set(note.key, note as Row)
  const table: Pick<Table<StoredNote>, 'get' | 'write' | 'range'> = {
    async get(keys) {
      const found = new Map(keys.flatMap((key) => (rows.has(key) ? [[key, rows.get(key)!]] : [])))
      if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve))
      return found
    },
    async write(writes) {
      for (const { next } of writes) if (next) put(next)
      return { conflicts: [], revisions: new Map() }
    },
    range: async () => [...rows.values()],
  }
  return {
    table: table as Table<StoredNote>,
    put,
    slow: (next: boolean) => void (isSlow = next),
    letGo: () => waiting.splice(0).forEach((go) => go()),
  }
}

test('users 1: what another tab set is not put over what was set here meanwhile', async () => {
  const { table, put, slow, letGo } = slowTable()
  const notes = await openDeviceNotes(table, { onSet: () => undefined, onDamaged: () => undefined })
  put({ key: 'sale', value: '"one line"' })
  slow(true)
  const rereading = notes.reread(['sale'])
  slow(false)
  await notes.set('sale', 'two lines')
  letGo()
  await rereading
  expect(notes.get('sale')).toBe('two lines')
  put({ key: 'sale', value: '"three lines"' })
  await notes.reread(['sale'])
  expect(notes.get('sale')).toBe('three lines')
})
