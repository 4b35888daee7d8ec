/**
 * P10: what a workplace loads before it can show anything.
 *
 * How: the built web app itself. For each page the scripts it names, compressed with gzip, as the build's own check counts
 * them (scripts/bundle-size.ts); the same with the local database and the kernel, which every workplace fetches next and
 * cannot work without; then everything that the service worker puts away for offline use, as it travels (the compressed
 * form where there is one).
 * Limit: none. Durability: does not matter.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWebApp } from '../scripts/build.ts'
import { firstLoadSizes } from '../scripts/bundle-size.ts'
import type { Bench, Line } from './harness/figures.ts'
import { projectDir } from './harness/ground.ts'

const outDir = path.join(projectDir, 'out')

export const bench: Bench = {
  id: 'P10',
  title: 'first-load JavaScript per workplace',
  async run({ say }) {
    await buildWebApp({ say })
    const { bytes, files } = precache()
    const pages = firstLoadSizes(outDir)
    const engine = engineBytes()
    const workplaces = pages.filter(({ page }) => ['shop', 'desk', 'till', 'route', 'office'].includes(page))
    return [
      ...pages.map(({ page, bytes: size }) => line(`first load of /${page}`, size, 300)),
      ...workplaces.map(({ page, bytes: size }) => line(`/${page} with database and kernel`, size + engine, 300)),
      line(`everything kept for offline use, ${files} files`, bytes, null),
    ]
  },
}

/** Parts that belong to RxDB with Dexie and to our composition root: known by words that no minifier takes away. */
function engineBytes(): number {
  const chunks = path.join(outDir, '_next/static/chunks')
  const parts = readdirSync(chunks)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(path.join(chunks, name)))
    .filter(
      (script) => script.includes('rodnik-work') || script.includes('RxStorageDexie') || script.includes('rxdb-dexie-'),
    )
  if (parts.length === 0) throw new Error('The part with the local database was not found')
  return parts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0)
}

/** The lists of the service worker: what webpack made and what the export added. */
function precache(): { bytes: number; files: number } {
  const worker = readFileSync(path.join(outDir, 'sw.js'), 'utf8')
  const named = [...worker.matchAll(/['"]url['"]:\s*['"]\/([^'"]+)['"]/g)].map(([, url = '']) => url)
  const files = [...new Set(named)].map((url) => path.join(outDir, decodeURIComponent(url)))
  if (!files.some((file) => file.endsWith('.html')) || !files.some((file) => file.endsWith('.js')))
    throw new Error('The lists of pages and scripts were not found in the service worker')
  const bytes = files.reduce((sum, file) => sum + statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size, 0)
  return { bytes, files: files.length }
}

const line = (what: string, bytes: number, budgetKb: number | null): Line => ({
  id: 'P10',
  what,
  unit: 'KB',
  runs: [bytes / 1000],
  limit: null,
  budget: budgetKb === null ? '–' : `≤ ${budgetKb} KB gzip`,
  isMet: budgetKb === null ? null : bytes / 1000 <= budgetKb,
  durability: '–',
})
