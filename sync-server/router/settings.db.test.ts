import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../lib/protocol/office.ts'
import { importSmallCatalogue, small } from '../testing/small-catalogue.ts'
import { org, startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let administrator: Awaited<ReturnType<TestServer['staff']>>
beforeAll(async () => {
  server = await startTestServer()
  await importSmallCatalogue(server.database.url, org, () => server.clock.now)
  administrator = await server.staff('Главная', ['administrator'], '4071')
})
afterAll(() => server.stop())

const save = (input: object) =>
  administrator.browser.call('office.saveSettings', {
    paymentIntents: ['cash', 'card', 'deposit'],
    retailPriceTypeId: small.priceType,
    autoConfirm: [],
    ...input,
  })
async function stored(kind: string, id: string) {
  const sql = 'select body, scopes, version from documents where org = $1 and kind = $2 and id = $3'
  const { rows } = await server.database.pool.query(sql, [org, kind, id])
  return rows[0] as { body: Record<string, unknown>; scopes: string[]; version: number }
}
const settings = () => stored('settings', 'organisation')
const priceType = () => stored('priceType', small.priceType)
async function journal() {
  const { data } = await administrator.browser.call('office.journal', { before: null, limit: 50 })
  return (data as { entries: JournalEntry[] }).entries.filter(({ kind }) => kind === 'settings.save')
}

describe('how the organisation sells', () => {
  it('B05, E09: what is said becomes documents for every device, and one entry of the journal', async () => {
    const before = await settings()
    expect((await save({ paymentIntents: ['deposit', 'cash'], autoConfirm: [small.priceType] })).data).toEqual({
      kind: 'ok',
    })
    expect(await settings()).toMatchObject({
      body: { ...before.body, paymentIntents: ['cash', 'deposit'], retailPriceTypeId: small.priceType },
      scopes: ['public'],
    })
    expect(await priceType()).toMatchObject({ body: { name: 'Розничная', autoConfirm: true }, scopes: ['catalog'] })
    expect(await journal()).toMatchObject([
      { actorId: administrator.personId, target: { kind: 'settings', id: 'organisation' }, verdict: 'accepted' },
    ])
  })

  it('what stands so already changes nothing and is no entry', async () => {
    const before = [await settings(), await priceType(), await journal()]
    await save({ paymentIntents: ['deposit', 'cash', 'cash'], autoConfirm: [small.priceType, small.priceType] })
    expect([await settings(), await priceType(), await journal()]).toEqual(before)
  })

  it('no way of paying may be named at all, and no price list is anybody’s', async () => {
    await save({ paymentIntents: [], retailPriceTypeId: null })
    expect((await settings()).body).toMatchObject({ paymentIntents: [], retailPriceTypeId: null })
    expect((await priceType()).body).toMatchObject({ autoConfirm: false })
  })

  it('D01–D04: the mask of phones and the labels of the scales are kept, and stay when they are not spoken of', async () => {
    const phoneMask = { country: '+375', mask: 'NN NNN-NN-NN' }
    await save({
      phoneMask,
      weighedCodes: [
        { prefix: '22', holds: 'price' },
        { prefix: '21', holds: 'weight' },
      ],
    })
    const weighedCodes = [
      { prefix: '21', holds: 'weight' },
      { prefix: '22', holds: 'price' },
    ]
    expect((await settings()).body).toMatchObject({ phoneMask, weighedCodes })
    const before = [await settings(), await journal()]
    await save({})
    await save({ phoneMask, weighedCodes })
    expect([await settings(), await journal()]).toEqual(before)
    await save({ phoneMask: null, weighedCodes: [] })
    expect((await settings()).body).toMatchObject({ phoneMask: null, weighedCodes: [] })
  })

  it('the rules of the tills are kept, and stay when they are not spoken of', async () => {
    const till = { cashStepMinor: 100, pointMinor: 50, cashierDiscountPercent: 10 }
    await save({ till })
    await save({})
    expect((await settings()).body).toMatchObject({ till })
    const wrong = { ...till, cashierDiscountPercent: 101 }
    expect((await save({ till: wrong })).status).toBe(400)
    expect((await settings()).body).toMatchObject({ till })
  })

  it('a price list that is none is refused whole', async () => {
    const before = [await settings(), await priceType(), await journal()]
    for (const input of [{ retailPriceTypeId: 'none' }, { autoConfirm: [small.priceType, 'organisation'] }])
      expect((await save({ paymentIntents: ['card'], ...input })).data).toEqual({ kind: 'unknownPriceType' })
    expect([await settings(), await priceType(), await journal()]).toEqual(before)
  })

  it.each([
    ['a made-up way of paying', { paymentIntents: ['bitcoin'] }],
    ['text for a list', { autoConfirm: 'all' }],
    ['a field that is none', { name: 'Чужая' }],
    ['a mask with digits in it', { phoneMask: { country: '+7', mask: '912 NNN-NN-NN' } }],
    ['a mask of no length', { phoneMask: { country: '+7', mask: 'NN' } }],
    ['a country without a plus', { phoneMask: { country: '7', mask: 'NNNNNNNNNN' } }],
    ['a maker’s prefix', { weighedCodes: [{ prefix: '46', holds: 'weight' }] }],
    [
      'two meanings of one prefix',
      {
        weighedCodes: [
          { prefix: '21', holds: 'weight' },
          { prefix: '21', holds: 'price' },
        ],
      },
    ],
  ])('%s is refused at the edge', async (_, input) => {
    expect((await save(input)).status).toBe(400)
  })
})
