import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstLoadSizes, scriptsOf } from './bundle-size.ts'
import { finishExport, inlineScriptHashes, injectPages } from './finish-export.ts'
import { sourceFingerprint } from './source-fingerprint.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rodnik-export-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), content)
}
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
const sha256 = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

describe('inlineScriptHashes', () => {
  it('has every inline script once, byte for byte, and no script with a source', () => {
    const html = `<script src="/a.js" async=""></script><script>one()</script><script id="x">\n two() </script><script>one()</script><SCRIPT defer SRC="/b.js"></SCRIPT>`
    expect(inlineScriptHashes(html)).toEqual([sha256('one()'), sha256('\n two() ')])
  })
})

describe('injectPages', () => {
  it('puts the list where the worker names it, and refuses a worker that does not name it once', () => {
    const pages = [{ url: '/shop.html', revision: 'a' }]
    expect(injectPages('f(self.__PAGES)', pages)).toBe('f([{"url":"/shop.html","revision":"a"}])')
    expect(() => injectPages('f()', pages)).toThrow(/once/)
    expect(() => injectPages('self.__PAGES self.__PAGES', pages)).toThrow(/once/)
  })
})

describe('finishExport', () => {
  it('lists all pages with a revision of their content, hashes their scripts and compresses them', () => {
    const page = `<script>go()</script>${'word '.repeat(300)}`
    write('out/shop.html', page)
    write('out/shop.txt', 'payload')
    write('out/icons/a.png', 'picture')
    write('out/_next/static/app-1.js', 'app')
    write('sw.js', 'precache(self.__PAGES)')
    finishExport(path.join(folder, 'out'), path.join(folder, 'sw.js'))

    const entries = JSON.parse(read('out/sw.js').replace(/^precache\((.*)\)$/, '$1')) as {
      url: string
      revision: string
    }[]
    expect(entries.map(({ url }) => url)).toEqual(['/icons/a.png', '/shop.html', '/shop.txt'])
    expect(JSON.parse(read('out/csp.json'))).toEqual({ 'shop.html': [sha256('go()')] })
    expect(gunzipSync(readFileSync(path.join(folder, 'out/shop.html.gz'))).toString()).toBe(page)

    const first = entries.find(({ url }) => url === '/shop.html')?.revision
    rmSync(path.join(folder, 'out'), { recursive: true })
    write('out/shop.html', `${page}!`)
    finishExport(path.join(folder, 'out'), path.join(folder, 'sw.js'))
    expect(read('out/sw.js')).not.toContain(String(first))
  })
})

describe('the size of the web app', () => {
  it('counts what a page fetches at once: each script once, preloads too, polyfills not', () => {
    const html = `<link rel="preload" as="script" href="/a.js"/><link rel="stylesheet" href="/a.css"/><script src="/a.js" async=""></script><script src="/b.js?dpl=1"></script><script src="/old.js" noModule=""></script><script>inline()</script>`
    expect(scriptsOf(html)).toEqual(['/a.js', '/b.js'])
  })

  it('measures every page but the "nothing here" ones', () => {
    write('shop.html', '<script src="/a.js"></script><script src="/%5Bb%5D.js"></script>')
    write('404.html', '<script src="/a.js"></script>')
    write('a.js', 'x'.repeat(10_000))
    write('[b].js', 'y')
    const sizes = firstLoadSizes(folder)
    expect(sizes.map(({ page }) => page)).toEqual(['shop'])
    expect(sizes[0]?.bytes).toBeGreaterThan(40)
    expect(sizes[0]?.bytes).toBeLessThan(200)
  })
})

describe('sourceFingerprint', () => {
  it('changes with a source and its name, and not with a test or the server', () => {
    write('app/shop/page.tsx', 'one')
    const first = sourceFingerprint(folder)
    write('app/shop/page.test.tsx', 'test')
    write('sync-server/main.ts', 'server')
    expect(sourceFingerprint(folder)).toBe(first)
    write('app/shop/page.tsx', 'two')
    const second = sourceFingerprint(folder)
    expect(second).not.toBe(first)
    rmSync(path.join(folder, 'app/shop/page.tsx'))
    write('app/desk/page.tsx', 'two')
    expect(sourceFingerprint(folder)).not.toBe(second)
  })
})
