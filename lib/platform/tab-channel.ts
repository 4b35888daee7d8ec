/** What the tabs of this browser tell each other. A page that may be put to sleep hears again what it needs on waking. */
import type { TabChannel } from '../store/tab-news.ts'

export function createTabChannel(name: string): TabChannel & { close(): void } {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(heard) {
      const onMessage = ({ data }: MessageEvent<unknown>) => heard(data)
      channel.addEventListener('message', onMessage)
      return () => channel.removeEventListener('message', onMessage)
    },
    close: () => channel.close(),
  }
}
