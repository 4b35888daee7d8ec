import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Everything the exported web app is made of. Tests and the server's own code are not. */
const sources = [
  'app',
  'lib',
  'public',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.next.json',
  'scripts/build.ts',
  'scripts/finish-export.ts',
]

/** A hash of the names and contents of the web app's sources: equal exactly when a new build would change nothing. */
export function sourceFingerprint(projectDir: string): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(projectDir, source)).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(projectDir, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 20)
}

function filesOf(projectDir: string, source: string): string[] {
  const at = path.join(projectDir, source)
  const kind = statSync(at, { throwIfNoEntry: false })
  if (!kind) return []
  if (kind.isFile()) return [source]
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(projectDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
}
