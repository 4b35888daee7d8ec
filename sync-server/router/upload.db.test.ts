import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readdir } from 'node:fs/promises'
import os from 'node:os'
import { demoCatalogue } from '../demo/catalogue.ts'
import { renderImportXml, renderOffersXml } from '../demo/render-commerceml.ts'
import type { UploadAnswer } from '../exchange/register-upload.ts'
import { startTestServer, type Browser, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let office: Browser
beforeAll(async () => {
  server = await startTestServer()
  office = (await server.staff('Марина', ['office'])).browser
})
afterAll(() => server.stop())

type Part = { name: string; text: string }

async function upload(
  browser: Browser,
  parts: Part[],
  changed: { header?: string; type?: string; body?: string } = {},
) {
  const files = parts.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) }))
  const response = await browser.send({
    method: 'POST',
    url: '/api/catalogue',
    payload: changed.body ?? parts.map(({ text }) => text).join(''),
    headers: {
      'content-type': changed.type ?? 'application/octet-stream',
      'x-rodnik-files': changed.header ?? encodeURIComponent(JSON.stringify(files)),
    },
  })
  return {
    status: response.statusCode,
    body: response.body,
    answer: response.statusCode === 200 ? (JSON.parse(response.body) as UploadAnswer) : null,
  }
}
async function dump(): Promise<string> {
  const { rows } = await server.database.pool.query(
    `select (select json_agg(d order by kind, id) from documents d) d, (select json_agg(o order by device, seq) from operations o) o`,
  )
  return JSON.stringify(rows)
}
const leftovers = async () => (await readdir(os.tmpdir())).filter((name) => name.startsWith('rodnik-import-'))

describe('the office’s drop zone', () => {
  const catalogue = demoCatalogue()
  const files = [
    { name: 'import0_1.xml', text: renderImportXml(catalogue) },
    { name: 'предложения.xml', text: renderOffersXml(catalogue) },
  ]

  it('takes several files in one request, and tells what was read and what has changed', async () => {
    const { status, answer } = await upload(office, files)
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      kind: 'done',
      result: {
        files: [{ name: 'import0_1.xml' }, { name: 'предложения.xml' }],
        totals: { products: catalogue.products.length },
        changed: { product: catalogue.products.length },
      },
    })
    const { rows } = await server.database.pool.query(
      `select payload->'by'->>'name' as by from operations where kind = 'catalogue.import'`,
    )
    expect(rows).toEqual([{ by: 'Марина' }])
    expect((await upload(office, files)).answer).toMatchObject({ kind: 'done', result: { changed: {} } })
  })

  const bomb =
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><КоммерческаяИнформация>&b;</КоммерческаяИнформация>'
  it.each([
    ['a truncated file', [files[0]!, { name: 'b.xml', text: files[1]!.text.slice(0, 2000) }]],
    ['a file of something else', [{ name: 'page.xml', text: '<html><body/></html>' }]],
    ['an entity bomb', [{ name: 'bomb.xml', text: bomb }]],
    ['an empty file', [{ name: 'nothing.xml', text: '' }]],
  ])('%s is one sentence, and nothing changes', async (_, parts) => {
    const before = await dump()
    const { status, answer } = await upload(office, parts)
    expect(status).toBe(200)
    expect(answer?.kind).toBe('failed')
    expect(answer?.kind === 'failed' && answer.message).toMatch(/ Nothing was changed\.$/)
    expect(await dump()).toBe(before)
  })

  it.each([
    ['a body that is too long', { body: `${files[0]!.text} ` }, 400],
    ['a body that is too short', { body: files[0]!.text.slice(1) }, 400],
    ['no names', { header: '' }, 400],
    ['names that are no JSON', { header: '%5B{' }, 400],
    ['a broken escape', { header: '%' }, 400],
    ['a negative size', { header: encodeURIComponent('[{"name":"a","bytes":-1}]') }, 400],
    ['more than fits', { header: encodeURIComponent('[{"name":"a","bytes":900000000000}]') }, 413],
    ['another content type', { type: 'multipart/form-data; boundary=x' }, 415],
    ['JSON', { type: 'application/json' }, 415],
  ])('%s is refused before anything is read', async (_, changed, expected) => {
    const before = await dump()
    const { status, body } = await upload(office, [files[0]!], changed)
    expect(status).toBe(expected)
    expect(body).not.toMatch(/\\n\s+at /)
    expect(await dump()).toBe(before)
  })

  it('a file’s name cannot lead anywhere', async () => {
    const { answer } = await upload(office, [{ name: '../../etc/passwd', text: '<html/>' }])
    expect(answer?.kind === 'failed' && answer.message).toMatch(/^passwd: /)
  })

  it('is for the office and administrators only', async () => {
    const before = await dump()
    for (const role of ['operator', 'driver', 'cashier'] as const) {
      const { browser } = await server.staff(`Некто ${role}`, [role])
      expect((await upload(browser, files)).status).toBe(403)
    }
    const { browser: customer } = await server.customer('+79120000055', 'Покупатель')
    expect((await upload(customer, files)).status).toBe(403)
    expect((await upload(server.browser(), files)).status).toBe(401)
    const imports = await server.database.pool.query(`select from operations where kind = 'catalogue.import'`)
    expect(imports.rowCount).toBe((before.match(/catalogue\.import/g) ?? []).length)
  })

  it('leaves no files behind', async () => {
    await expect.poll(leftovers).toEqual([])
  })
})
