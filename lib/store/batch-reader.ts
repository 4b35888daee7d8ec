/** Rows wanted in the same moment are read in one request: a list of forty orders asks for forty customers. */
import type { RowReader } from './document-store.ts'
import type { Row } from './local-store.ts'

export function createBatchReader(reader: RowReader, onFailure: (error: unknown) => void) {
  type Wish = { keys: string[]; done: (rows: Map<string, Row>) => void }
  let wishes: Wish[] = []
  /** Per reading under way: keys written since it began, whose read rows may be old. */
  const underWay = new Set<Set<string>>()

  const run = async (): Promise<void> => {
    const now = wishes
    wishes = []
    const overtaken = new Set<string>()
    underWay.add(overtaken)
    try {
      const rows = await reader.rows([...new Set(now.flatMap(({ keys }) => keys))])
      for (const { keys, done } of now) if (!keys.some((key) => overtaken.has(key))) done(rows)
      const late = now.filter(({ keys }) => keys.some((key) => overtaken.has(key)))
      for (const wish of late) read(wish.keys, wish.done)
    } catch (error) {
      onFailure(error)
    } finally {
      underWay.delete(overtaken)
    }
  }

  const read = (keys: string[], done: Wish['done']): void => {
    wishes.push({ keys, done })
    if (wishes.length === 1) queueMicrotask(() => void run())
  }

  return {
    read,
    /** These rows have just been written. */
    overtake(keys: string[]) {
      for (const overtaken of underWay) for (const key of keys) overtaken.add(key)
    },
  }
}
