import { beforeEach, expect, test } from 'vitest'
import { createPullDemand, type PullDemand } from './pull-demand.ts'

let pulls: number
let demand: PullDemand
beforeEach(() => {
  pulls = 0
  demand = createPullDemand(() => (pulls += 1))
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
