import { expect, it } from 'vitest'
import { countPlaywright, countVitest } from './test-counts.ts'

it('counts a file that broke before its first test as a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  }
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 2 })
})

it('does not count a journey that passed only at a second try, and counts errors outside of tests', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 1 }, errors: [{}] }
  expect(countPlaywright(report)).toEqual({ passed: 7, failed: 3, skipped: 1 })
})

it('counts nothing where a runner left no report, and refuses a report it does not understand', () => {
  expect(countVitest(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 })
  expect(() => countPlaywright({ stats: {} })).toThrow()
})
