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

it('names a report that cannot be read, and goes on with the next', () => {
  const half = '{"suites": [{"specs"'
  const said = [...vitestFailures(half, '/'), ...playwrightFailures({ suites: [{}], errors: [] })]
  expect(said.map((one) => one.split('\n')[0])).toEqual([
    '✘ the report of Vitest is not what is known of it',
    '✘ the report of Playwright is not what is known of it',
  ])
  expect(said[1]).toContain('suites[0].specs')
})

it('leaves out what the browser says of its start: the cause stands at the end of the same message', () => {
  const start = Array.from({ length: 30 }, (_, n) => `  - [pid=71][err] [71:${n}:ERROR:dbus/bus.cc] Failed to connect`)
  const message = [
    'browserType.launchPersistentContext: Target page, context or browser has been closed',
    'Browser logs:',
    '<launching> /usr/bin/chromium --disable-field-trial-config --remote-debugging-pipe',
    '<launched> pid=71',
    ...start,
    '  - [pid=71] <gracefully close start>',
    '  - [pid=71] <process did exit: exitCode=null, signal=SIGTRAP>',
    'Error: the profile is in use',
  ].join('\n')
  const spec = {
    title: 'an order',
    file: 'order.spec.ts',
    ok: false,
    tests: [{ results: [{ errors: [{ message }] }] }],
  }
  expect(playwrightFailures({ suites: [{ specs: [spec] }], errors: [] })).toEqual([
    [
      '✘ order.spec.ts › an order',
      '    browserType.launchPersistentContext: Target page, context or browser has been closed',
      '    Browser logs:',
      '      - [pid=71] <process did exit: exitCode=null, signal=SIGTRAP>',
      '    Error: the profile is in use',
    ].join('\n'),
  ])
})
