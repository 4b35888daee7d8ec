import { afterAll, beforeAll, expect, it } from 'vitest'
import { report, startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const counted = async (name: string): Promise<Record<string, number>> => {
  const { body } = await server.app.inject({ method: 'GET', url: '/metrics' })
  const lines = body.split('\n').filter((line) => line.startsWith(name))
  return Object.fromEntries(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  )
}

it('counts what devices sent by verdict, each operation once', async () => {
  const { browser, personId } = await server.staff('Считающий', ['operator'])
  const registration = (seq: number, phone: string) => ({
    seq,
    actorId: personId,
    kind: 'customer.register',
    target: { kind: 'customer', id: `c-${phone}` },
    payload: { name: 'Клиент', phone, email: null, address: null },
    madeAt: server.clock.now,
    clockOffsetMs: 0,
    schema: 1,
  })
  const operations = [registration(1, '+79120000801'), registration(2, 'no phone'), { seq: 3, lost: true }]
  for (let again = 0; again < 2; again += 1) {
    await browser.call('sync.push', { protocol: 1, operations, report: report(server.clock) })
  }
  expect(await counted('rodnik_operations_total')).toEqual({
    '{verdict="accepted"}': 1,
    '{verdict="refused"}': 1,
    '{verdict="held"}': 0,
    '{verdict="lost"}': 1,
  })
})

it('S29: counts the devices that held something else than they should', async () => {
  const { browser, personId } = await server.staff('Сравнивающий', ['operator'])
  const pulled = await browser.call('sync.pull', {
    protocol: 1,
    personId,
    cursors: {},
    limit: 1000,
    report: report(server.clock),
  })
  const { asOf } = pulled.data as { asOf: number }
  expect(await counted('rodnik_scope_differences_total')).toEqual({ '': 0 })
  const answer = await browser.call('sync.compare', { scope: 'staff', cursor: asOf, count: 0, hash: '0'.repeat(16) })
  expect(answer.data).toEqual({ kind: 'different' })
  expect(await counted('rodnik_scope_differences_total')).toEqual({ '': 1 })
})
