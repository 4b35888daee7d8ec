/** The simulator can fail: each fault built in on purpose is found within its number of seeds. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { mutants } from './mutants.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./mutant-run.ts', import.meta.url))

describe('a fault built in on purpose is caught', () => {
  it('every mutant has a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })

  it.each(mutants.map(({ name }) => [name]))('%s', async (name) => {
    // A process of its own: the fault is put into the source while it is loaded, and must not reach other tests.
    const { stdout } = await run(process.execPath, [script, '--name', name])
    expect(stdout).toMatch(/^caught by seed \d+/)
  })
})
