import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AddressInfo } from 'node:net'
import { importSmallCatalogue, small } from '../testing/small-catalogue.ts'
import { org, report, startTestServer, type Browser, type TestServer } from '../testing/test-server.ts'

type Staff = Awaited<ReturnType<TestServer['staff']>>
let server: TestServer
let office: Staff
let origin: string
beforeAll(async () => {
  server = await startTestServer()
  office = await server.staff('Марина', ['administrator'])
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
})
afterAll(() => server.stop())

/** A browser's live stream: what came, and whether it has ended. */
async function listen(browser: Browser) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(`${origin}/api/live`, { headers: { cookie } })
  const stream = { status: response.status, text: '', hasEnded: false }
  if (response.status !== 200 || !response.body) {
    await response.text()
    return stream
  }
  const reading = async (body: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder()
    for await (const chunk of body) stream.text += decoder.decode(chunk, { stream: true })
  }
  void reading(response.body)
    .catch(() => undefined)
    .then(() => (stream.hasEnded = true))
  await expect.poll(() => stream.text).toContain('retry:')
  return stream
}

describe('the live stream', () => {
  it('tells a device that something changed in what it may see, and only then', async () => {
    const driver = await server.staff('Водитель', ['driver'], '6284')
    const customer = await server.customer('+79120000001', 'Вера')
    const seen = {
      office: await listen(office.browser),
      driver: await listen(driver.browser),
      customer: await listen(customer.browser),
    }
    await office.browser.call('office.savePerson', {
      id: null,
      name: 'Новый',
      roles: ['driver'],
      active: true,
      pin: null,
    })
    await expect.poll(() => seen.office.text).toContain('"clock"')
    await expect.poll(() => seen.driver.text).toContain('"clock"')
    expect(seen.customer.text).not.toContain('"clock"')
  })

  it('S27: tells of a price list that was imported, or given to the customer, after the stream was opened', async () => {
    const operator = await server.staff('Оператор', ['operator'], '6284')
    const customer = await server.customer('+79120000002', 'Фирма')
    const pull = async (who: { browser: Browser; personId: string }, cursors: Record<string, number>) => {
      const input = { protocol: 1, personId: who.personId, cursors, limit: 5000, report: report(server.clock) }
      const { pages, scopes } = (await who.browser.call('sync.pull', input)).data as {
        pages: { scope: string; to: number }[]
        scopes: string[]
      }
      return { scopes, cursors: { ...cursors, ...Object.fromEntries(pages.map(({ scope, to }) => [scope, to])) } }
    }
    const held = { operator: (await pull(operator, {})).cursors, customer: (await pull(customer, {})).cursors }
    const seen = { operator: await listen(operator.browser), customer: await listen(customer.browser) }
    const times = (stream: { text: string }) => stream.text.split('"clock"').length - 1

    const bring = () =>
      importSmallCatalogue(
        server.database.url,
        org,
        () => server.clock.now,
        (news) => server.live.announce(news),
      )
    await bring()
    await expect.poll(() => times(seen.operator)).toBe(1)
    expect((await pull(operator, held.operator)).scopes).toContain(`prices:${small.priceType}`)
    const edit = { priceTypeId: small.priceType }
    const operation = { seq: 1, actorId: operator.personId, kind: 'customer.edit', payload: edit, schema: 1 }
    const target = { kind: 'customer', id: customer.personId }
    const operations = [{ ...operation, target, madeAt: server.clock.now, clockOffsetMs: 0 }]
    const input = { protocol: 1, operations, report: report(server.clock) }
    expect((await operator.browser.call('sync.push', input)).data).toMatchObject({
      verdicts: [{ verdict: { kind: 'accepted' } }],
    })
    expect((await pull(customer, held.customer)).scopes).toContain(`prices:${small.priceType}`)

    // Now a price alone changes, which is told under this clock and to nobody who does not listen to the list.
    const clock = 1_000_000
    const toldOfPrice = (stream: { text: string }) => stream.text.split(`{"clock":${clock}}`).length - 1
    server.live.announce({ org, clock, scopes: [`prices:${small.priceType}`] })
    await expect.poll(() => toldOfPrice(seen.operator)).toBe(1)
    await expect.poll(() => toldOfPrice(seen.customer)).toBe(1)
  })

  const reasons: [string, (staff: Staff) => Promise<unknown>, number][] = [
    ['the person signs out', ({ browser }) => browser.call('session.signOut'), 200],
    [
      'another signs in',
      ({ browser }) => browser.call('session.signInWithPin', { personId: office.personId, pin: office.pin }),
      200,
    ],
    ['the office ends the sessions', ({ personId }) => office.browser.call('office.endSessions', { personId }), 200],
    [
      'the person is dismissed',
      ({ personId }) =>
        office.browser.call('office.savePerson', { id: personId, name: 'x', roles: [], active: false, pin: null }),
      200,
    ],
    ['the device is revoked', ({ deviceId }) => office.browser.call('office.revokeDevice', { deviceId }), 401],
  ]
  it.each(reasons)('ends when %s, and the device is looked at anew', async (reason, act, status) => {
    const staff = await server.staff(reason, ['operator'], '6284')
    const stream = await listen(staff.browser)
    await act(staff)
    await expect.poll(() => stream.hasEnded).toBe(true)
    expect((await listen(staff.browser)).status).toBe(status)
  })
})
