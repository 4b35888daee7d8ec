// P10: what a workplace loads before it can show anything. Read from the exported pages themselves: the scripts a page
// names, compressed with gzip, without the polyfills that only browsers without modules fetch.

import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const budgetBytes = 300_000

export interface PageSize {
  page: string
  bytes: number
}

export function firstLoadSizes(outDir: string): PageSize[] {
  const pages = readdirSync(outDir).filter(
    (name) => name.endsWith('.html') && !/^(404|_not-found|_global-error)\.html$/.test(name),
  )
  return pages.map((page) => ({
    page: page.replace(/\.html$/, ''),
    bytes: scriptsOf(readFileSync(path.join(outDir, page), 'utf8'))
      .map((source) => gzipSync(readFileSync(path.join(outDir, decodeURIComponent(source))), { level: 9 }).length)
      .reduce((sum, bytes) => sum + bytes, 0),
  }))
}

/** The addresses of the scripts that a page fetches at once: its script elements and script preloads, each counted once. */
export function scriptsOf(html: string): string[] {
  const elements = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => !/\snomodule/i.test(tag))
  const preloads = [...html.matchAll(/<link\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => /\sas="script"/i.test(tag))
  const sources = [...elements, ...preloads].map((tag) => /\s(?:src|href)="([^"?]+)/.exec(tag)?.[1])
  return [...new Set(sources.filter((source) => source !== undefined))]
}

/** Prints the table; false when a page is over the budget. */
export function reportBundleSizes(outDir: string, say: (sentence: string) => void): boolean {
  const sizes = firstLoadSizes(outDir)
  for (const { page, bytes } of sizes) {
    say(
      `  ${page.padEnd(24)} ${(bytes / 1_000).toFixed(1).padStart(7)} KB of ${budgetBytes / 1_000} KB${bytes > budgetBytes ? '  ← too much' : ''}`,
    )
  }
  const precached = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.gz'))
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
  say(`  everything, compressed    ${(precached / 1_000).toFixed(1).padStart(6)} KB`)
  return sizes.length > 0 && sizes.every(({ bytes }) => bytes <= budgetBytes)
}

if (import.meta.main) {
  const isWithin = reportBundleSizes(path.resolve(import.meta.dirname, '../out'), (line) =>
    process.stdout.write(`${line}\n`),
  )
  process.exit(isWithin ? 0 : 1)
}
