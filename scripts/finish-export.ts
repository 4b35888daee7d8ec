// What the export still needs after Next has written it: the service worker with the list of pages, the hashes of every
// page's inline scripts for the content security policy, and the compressed forms of everything that compresses.

import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface PrecacheEntry {
  url: string
  revision: string
}

export function finishExport(outDir: string, builtWorker: string): void {
  const pages = listFiles(outDir).filter((name) => name.endsWith('.html'))
  const hashes = Object.fromEntries(
    pages.map((page) => [page, inlineScriptHashes(readFileSync(path.join(outDir, page), 'utf8'))]),
  )
  writeFileSync(path.join(outDir, 'csp.json'), JSON.stringify(hashes))

  copyFileSync(builtWorker, path.join(outDir, 'sw.js'))
  const worker = readFileSync(path.join(outDir, 'sw.js'), 'utf8')
  writeFileSync(path.join(outDir, 'sw.js'), injectPages(worker, pageEntries(outDir)))

  for (const name of listFiles(outDir)) compress(path.join(outDir, name))
}

/** Everything outside _next/static, which the webpack plugin lists: pages, their payloads, icons, the manifest. */
export function pageEntries(outDir: string): PrecacheEntry[] {
  return listFiles(outDir)
    .filter((name) => !name.startsWith('_next/') && !['sw.js', 'csp.json', 'build.json'].includes(name))
    .map((name) => ({ url: `/${name}`, revision: hashOf(readFileSync(path.join(outDir, name)), 'hex').slice(0, 16) }))
}

export function injectPages(worker: string, entries: PrecacheEntry[]): string {
  const place = 'self.__PAGES'
  const [before, after, ...more] = worker.split(place)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The service worker should name ${place} once`)
  return before + JSON.stringify(entries) + after
}

/** In the form the policy wants them. A script with a source is covered by 'self'. */
export function inlineScriptHashes(html: string): string[] {
  const inline = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)].filter(
    ([, attributes = '']) => !/\ssrc\s*=/i.test(attributes),
  )
  return [...new Set(inline.map(([, , text = '']) => `sha256-${hashOf(text, 'base64')}`))]
}

function hashOf(content: Buffer | string, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(content).digest(encoding)
}

function compress(file: string): void {
  if (!/\.(html|js|css|txt|json|svg|webmanifest|map)$/.test(file)) return
  const content = readFileSync(file)
  if (content.length < 1_000) return
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  )
}

function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
