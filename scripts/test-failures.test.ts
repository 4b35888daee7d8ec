import { expect, it } from 'vitest'
import { playwrightFailures, vitestFailures } from './test-failures.ts'

it('names each failed test and each file that broke before its first, with the beginning of the message', () => {
  const report = {
    testResults: [
      {
        name: '/home/us/rodnik/lib/money.test.ts',
        status: 'failed',
        assertionResults: [
          {
            fullName: 'money is conserved',
            status: 'failed',
            failureMessages: ['\u001b[31mexpected 1\u001b[39m\nat money'],
          },
          { fullName: 'money is rounded', status: 'passed' },
        ],
      },
      { name: '/home/us/rodnik/lib/time.test.ts', status: 'failed', message: 'Unexpected token', assertionResults: [] },
      { name: '/home/us/rodnik/lib/fine.test.ts', status: 'passed', assertionResults: [] },
    ],
  }
  expect(vitestFailures(report, '/home/us/rodnik')).toEqual([
    '✘ lib/money.test.ts › money is conserved\n    expected 1\n    at money',
    '✘ lib/time.test.ts\n    Unexpected token',
  ])
})

it('names journeys in suites within suites, and errors outside of them', () => {
  const failed = {
    title: 'an order',
    file: 'order.spec.ts',
    ok: false,
    tests: [
      { results: [{ errors: [{ message: 'click: timeout', location: { file: '/e2e/pages/shop.ts', line: 47 } }] }] },
    ],
  }
  const report = {
    suites: [{ specs: [], suites: [{ specs: [failed, { ...failed, ok: true }] }] }],
    errors: [{ message: 'no browser' }],
  }
  expect(playwrightFailures(report)).toEqual([
    '✘ order.spec.ts › an order\n    shop.ts:47\n    click: timeout',
    '✘ outside of the journeys\n    no browser',
  ])
})

it('has nothing to name where a runner left no report', () => {
  expect([...vitestFailures(undefined, '/'), ...playwrightFailures(undefined)]).toEqual([])
})
