import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogueSink } from './catalogue-sink.ts'
import { catalogue, inWindows1251 } from './commerceml/test-files.ts'
import { main } from './import-command.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import command '))
})
afterAll(() => rm(folder, { recursive: true }))

const good = catalogue('<Товар><Ид>a</Ид><Наименование>Вода</Наименование></Товар>')
const calls: string[] = []
const sink: CatalogueSink = {
  begin: async () => void calls.push('begin'),
  stage: async ({ records }) => void calls.push(`stage ${records.length}`),
  commit: async () => void calls.push('commit'),
  rollback: async () => void calls.push('rollback'),
  close: async () => void calls.push('close'),
}

async function run(args: string[], overrides: Partial<Parameters<typeof main>[1]> = {}) {
  const out: string[] = []
  const err: string[] = []
  calls.length = 0
  const code = await main(args, {
    env: {},
    openSink: async () => sink,
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    now: () => 0,
    ...overrides,
  })
  return { code, out: out.join(''), err: err.join('') }
}

async function put(name: string, contents: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, contents)
  return path
}

describe('import command', () => {
  it('prints one JSON object and applies the files', async () => {
    const { code, out, err } = await run([await put('import0_1.xml', good)])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      files: [{ name: 'import0_1.xml', groups: 0, products: 1, offers: 0, prices: 0, stockRows: 0, warnings: [] }],
      totals: { groups: 0, products: 1, offers: 0, prices: 0, stockRows: 0, warnings: 0 },
    })
    expect(calls).toEqual(['begin', 'stage 3', 'commit', 'close'])
  })

  it('prints a remark as its line and its sentence', async () => {
    const nameless = await put('nameless.xml', catalogue('<Товар><Ид>a</Ид></Товар>'))
    const { out } = await run(['--dry-run', nameless])
    const { files } = JSON.parse(out) as { files: { warnings: unknown[] }[] }
    expect(files[0]?.warnings).toEqual([{ line: 4, text: 'Товар a has no Наименование.' }])
  })

  it.each([['before'], ['after']])('needs no database in a dry run, with the option %s the file', async (where) => {
    const path = await put('dry.xml', good)
    const { code, out } = await run(where === 'before' ? ['--dry-run', path] : [path, '--dry-run'], {
      openSink: () => Promise.reject(new Error('the database was asked')),
    })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ totals: { products: 1 } })
  })

  it.each([
    ['truncated', good.slice(0, 150), /^bad\.xml: The file breaks off at line 4/],
    ['orders', good.replaceAll('Каталог', 'Документ'), /holds no catalogue/],
    ['bomb', `<!DOCTYPE x [<!ENTITY a "a">]>${good}`, /document type/],
    ['encoding', inWindows1251(good), /does not match the encoding utf-8/],
  ])('ends with 1 and one line about a bad file (%s), and nothing on stdout', async (_, contents, sentence) => {
    const { code, out, err } = await run([await put('good.xml', good), await put('bad.xml', contents)])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err).toMatch(/ Nothing was changed\.\n$/)
    expect(err.trim()).not.toContain('\n')
    expect(calls).toEqual([])
  })

  it('ends with 1 when the file is not there, is a folder, or is larger than IMPORT_MAX_BYTES', async () => {
    const path = await put('large.xml', good)
    expect(await run([join(folder, 'none.xml')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no such file.') as unknown,
    })
    expect(await run([folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('not a regular file') as unknown,
    })
    expect(await run([path], { env: { IMPORT_MAX_BYTES: '100' } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('larger than the limit of 100 bytes') as unknown,
    })
  })

  it('ends with 1 when the database does not take the catalogue', async () => {
    const { code, out, err } = await run([await put('a.xml', good)], {
      openSink: () => Promise.reject(new Error('The database does not answer.')),
    })
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'The database does not answer. The catalogue was not imported.\n',
    })
  })

  it.each([[[]], [['--unknown']], [['--dry-run']]])('ends with 2 when called wrongly: %j', async (args) => {
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Usage: npm run import -- FILE… [--dry-run]')
  })

  it('refuses a limit that is no number of bytes', async () => {
    expect(await run(['x.xml'], { env: { IMPORT_MAX_BYTES: '1GB' } })).toMatchObject({ code: 2 })
  })

  it('stays silent for a second, then tells once a second how far it is', async () => {
    const goods = Array.from(
      { length: 3000 },
      (_, i) => `<Товар><Ид>${i}</Ид><Наименование>Вода</Наименование></Товар>`,
    )
    const path = await put('long.xml', catalogue(goods.join('\n')))
    let ticks = 0
    const { err } = await run([path], { now: () => 400 * ticks++ })
    expect(err).toMatch(/^(Reading|Importing) long\.xml: \d+ %\n/)
    expect(err.split('\n').length).toBeLessThan(ticks)
    expect((await run([path])).err).toBe('')
  })

  it('finds files where npm was called, not where the project lies', async () => {
    await put('here.xml', good)
    const env = { npm_lifecycle_event: 'import', INIT_CWD: folder }
    expect(await run(['here.xml'], { env })).toMatchObject({ code: 0 })
    expect(await run(['here.xml'])).toMatchObject({ code: 1 })
  })

  it('runs as a process of its own', async () => {
    const command = fileURLToPath(new URL('../../scripts/import.ts', import.meta.url))
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      command,
      await put('own.xml', good),
      '--dry-run',
    ])
    expect(JSON.parse(stdout)).toMatchObject({ totals: { products: 1 } })
    expect(stderr).toBe('')
  })
})
