/**
 * One status for all tabs: the leading one knows how the connection stands, the others show what it says. A tab that
 * has just opened asks.
 */
import { createSource, type Live } from '../store/live.ts'
import type { TabChannel } from '../store/tab-news.ts'
import type { SyncStatus } from '../sync/status.ts'

type Message = { kind: 'status'; status: SyncStatus } | { kind: 'ask' } | { kind: 'send' }

export type SharedStatus = {
  live: Live<SyncStatus>
  /** What this tab's kernel says. */
  say(status: SyncStatus): void
  /** Trouble that the kernel does not know of: shown unless it has some of its own. null: over. */
  trouble(trouble: SyncStatus['trouble']): void
  /** A person in this tab wants everything sent now; the leading tab hears it. */
  askToSend(): void
  /** Begins to hear the leading tab, and the wishes of the others. Returns the stopper. */
  listen(hear: (status: SyncStatus) => void, onAskedToSend: () => void): () => void
}

export function createSharedStatus(channel: TabChannel, first: SyncStatus): SharedStatus {
  const live = createSource(first)
  let said = first
  let own: SyncStatus['trouble'] = null
  const show = (): void => live.set(own === null ? said : { ...said, trouble: said.trouble ?? own })
  const post = (message: Message): void => channel.post(message)

  return {
    live,
    say(status) {
      said = status
      show()
      if (status.leader) post({ kind: 'status', status })
    },
    trouble(trouble) {
      own = trouble
      show()
    },
    askToSend: () => post({ kind: 'send' }),
    listen(hear, onAskedToSend) {
      const stop = channel.listen((message) => {
        const heard = message as Message
        if (heard.kind === 'status') hear(heard.status)
        else if (heard.kind === 'send') onAskedToSend()
        else if (said.leader) post({ kind: 'status', status: said })
      })
      post({ kind: 'ask' })
      return stop
    },
  }
}
