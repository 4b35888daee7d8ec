import { expect, it } from 'vitest'
import { createWorkQueue, TooBusyError, type Urgency } from './work-queue.ts'

function start() {
  const queue = createWorkQueue({ atOnce: 2, mostNow: 3, mostLater: 1 })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const run = (name: string, urgency: Urgency = 'now') =>
    queue.run(urgency, async () => {
      begun.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      return name
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { queue, begun, run, end }
}

it('does few at once, in the order they came, what is urgent first', async () => {
  const { begun, run, end } = start()
  const all = [run('1'), run('2', 'later'), run('3', 'later'), run('4'), run('5')]
  expect(begun).toEqual(['1', '2'])
  await end('1')
  expect(begun).toEqual(['1', '2', '4'])
  for (const name of ['2', '4', '5', '3']) await end(name)
  expect(begun).toEqual(['1', '2', '4', '5', '3'])
  expect(await Promise.all(all)).toEqual(['1', '2', '3', '4', '5'])
})

it('when too many wait, the next one is told so; what may wait never takes the place of what may not', async () => {
  const { queue, run, end } = start()
  const all = [run('1'), run('2'), run('3', 'later')]
  expect([queue.hasRoom('later'), queue.hasRoom('now')]).toEqual([false, true])
  await expect(run('4', 'later')).rejects.toBeInstanceOf(TooBusyError)
  all.push(run('5'), run('6'), run('7'))
  await expect(run('8')).rejects.toBeInstanceOf(TooBusyError)
  for (const name of ['1', '2', '5', '6', '7', '3']) await end(name)
  await Promise.all(all)
  expect(queue.started()).toBe(6)
  expect(queue.hasRoom('later')).toBe(true)
})

it('one that fails makes room for the next', async () => {
  const { queue } = start()
  const fail = () => queue.run('now', () => Promise.reject(new Error('no')))
  await Promise.allSettled([fail(), fail(), fail()])
  expect(await queue.run('now', async () => 'done')).toBe('done')
})
