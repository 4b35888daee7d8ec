import { beforeEach, expect, test } from 'vitest'
import { createPullDemand, maxHeldMs, type PullDemand } from './pull-demand.ts'

let pulls: number
let demand: PullDemand
let now: number
beforeEach(() => {
  pulls = 0
  now = 1000
  demand = createPullDemand({ now: () => now, pullNow: () => (pulls += 1) })
})

test('the reply to a push and the stream tell of one commit: one pull', () => {
  demand.asked(5)
  demand.began()
  demand.asked(5)
  demand.ended(5)
  demand.asked(5)
  expect(pulls).toBe(1)
})

test('what was asked for while a pull was on its way and did not come with it is fetched by another', () => {
  demand.asked(5)
  demand.began()
  demand.asked(7)
  demand.asked(6)
  expect(pulls).toBe(1)
  demand.ended(6)
  expect(pulls).toBe(2)
})

test('a position that nobody knows is always worth a pull', () => {
  demand.began()
  demand.ended(5)
  demand.asked(null)
  expect(pulls).toBe(1)
})

test('S29: after a restore positions are lower, and are fetched all the same', () => {
  demand.began()
  demand.ended(500)
  demand.began()
  demand.ended(20)
  demand.asked(21)
  expect(pulls).toBe(1)
})

test('a pull that failed changes nothing of what is here', () => {
  demand.began()
  demand.ended(5)
  demand.began()
  demand.ended(null)
  demand.asked(5)
  expect(pulls).toBe(0)
  demand.asked(6)
  expect(pulls).toBe(1)
})

test('while a backlog goes up, one pull fetches what all its batches changed', () => {
  demand.hold()
  for (let asOf = 1; asOf <= 10; asOf += 1) demand.asked(asOf)
  expect(pulls).toBe(0)
  demand.release()
  expect(pulls).toBe(1)
})

test('a backlog on a slow line does not keep the news away for longer than two seconds', () => {
  demand.hold()
  demand.asked(1)
  now += maxHeldMs
  demand.asked(2)
  demand.asked(3)
  expect(pulls).toBe(1)
  now += maxHeldMs
  demand.asked(4)
  expect(pulls).toBe(2)
})

test('a push that changed nothing here fetches nothing', () => {
  demand.began()
  demand.ended(5)
  demand.hold()
  demand.asked(5)
  demand.release()
  expect(pulls).toBe(0)
})
