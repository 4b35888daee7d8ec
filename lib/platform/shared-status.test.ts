import { expect, test } from 'vitest'
import type { TabChannel } from '../store/tab-news.ts'
import { statusAtStart } from '../sync/status.ts'
import { createSharedStatus, type SharedStatus } from './shared-status.ts'

/** Tabs on one channel; each hears all but itself. */
function tabs(count: number): SharedStatus[] {
  const listeners: ((message: unknown) => void)[][] = Array.from({ length: count }, () => [])
  return listeners.map((own, i) => {
    const channel: TabChannel = {
      post: (message) => listeners.forEach((heard, j) => i !== j && heard.forEach((hear) => hear(message))),
      listen: (hear) => {
        own.push(hear)
        return () => undefined
      },
    }
    const status = createSharedStatus(channel, statusAtStart(0))
    return status
  })
}

const unasked = (): void => undefined

const online = { ...statusAtStart(0), connection: 'online' as const, waiting: 3 }

test('what the leading tab says is heard by the others, also by one that opens later', () => {
  const [leader, follower, later] = tabs(3) as [SharedStatus, SharedStatus, SharedStatus]
  const heard: string[] = []
  leader.listen(() => heard.push('leader'), unasked)
  follower.listen((status) => heard.push(`follower ${status.connection}`), unasked)
  leader.say({ ...online, leader: true })
  later.listen((status) => heard.push(`later ${status.connection} ${status.waiting}`), unasked)
  expect(heard[0]).toBe('follower online')
  expect(heard).toContain('later online 3')
  expect(heard).not.toContain('leader')
})

test('a tab that does not lead tells nobody', () => {
  const [one, other] = tabs(2) as [SharedStatus, SharedStatus]
  const heard: unknown[] = []
  other.listen((status) => heard.push(status), unasked)
  one.say({ ...online, leader: false })
  expect(heard).toEqual([])
  expect(one.live.get().waiting).toBe(3)
})

test('trouble found beside the kernel is shown until it is over, and gives way to the kernel’s own', () => {
  const [one] = tabs(1) as [SharedStatus]
  one.trouble({ kind: 'storage', message: 'beside' })
  expect(one.live.get().trouble?.message).toBe('beside')
  one.say({ ...online, trouble: { kind: 'quota', message: 'kernel' } })
  expect(one.live.get().trouble?.message).toBe('kernel')
  one.say(online)
  expect(one.live.get().trouble?.message).toBe('beside')
  one.trouble(null)
  expect(one.live.get().trouble).toBeNull()
})

test('who presses "send now" in any tab is heard by the leading one', () => {
  const [leader, follower] = tabs(2) as [SharedStatus, SharedStatus]
  let asked = 0
  leader.listen(unasked, () => (asked += 1))
  follower.askToSend()
  expect(asked).toBe(1)
})
