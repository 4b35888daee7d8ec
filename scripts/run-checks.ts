import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildWebApp } from './build.ts'
import { reportBundleSizes } from './bundle-size.ts'
import { runJourneys } from './e2e.ts'
import { countPlaywright, countVitest, type Count } from './test-counts.ts'
import { playwrightFailures, vitestFailures } from './test-failures.ts'

const projectDir = path.resolve(import.meta.dirname, '..')
const cacheDir = path.join(projectDir, '.cache')
const vitestReport = path.join(cacheDir, 'vitest.json')
const playwrightReport = path.join(cacheDir, 'playwright.json')

interface Check {
  name: string
  run: () => boolean | Promise<boolean>
}

const checks: Check[] = [
  { name: 'format', run: () => node('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { name: 'lint', run: () => node('eslint/bin/eslint.js', '.') },
  { name: 'types', run: () => node('typescript/bin/tsc', '--noEmit') },
  {
    name: 'tests',
    run: () =>
      node('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`),
  },
  { name: 'build', run: () => buildWebApp({ say }).then(() => true) },
  { name: 'size of the web app', run: () => reportBundleSizes(path.join(projectDir, 'out'), say) },
  { name: 'journeys in Chromium', run: () => runJourneys({ say }) },
]

/** Runs everything and answers whether all of it is in order. */
export async function runChecks(): Promise<boolean> {
  mkdirSync(cacheDir, { recursive: true })
  for (const report of [vitestReport, playwrightReport]) rmSync(report, { force: true })
  const broken: string[] = []
  for (const [index, check] of checks.entries()) {
    say(`\n[${index + 1}/${checks.length}] ${check.name}`)
    const began = performance.now()
    const isFine = await attempt(check)
    if (!isFine) broken.push(check.name)
    say(
      `[${index + 1}/${checks.length}] ${check.name}: ${isFine ? 'in order' : 'NOT IN ORDER'} (${Math.round((performance.now() - began) / 1_000)} s)`,
    )
  }

  const reports = { vitest: read(vitestReport), playwright: read(playwrightReport) }
  const failures = [...vitestFailures(reports.vitest, projectDir), ...playwrightFailures(reports.playwright)]
  if (failures.length > 0) say(`\nWhat failed:\n${failures.join('\n')}`)

  const counts = [countVitest(reports.vitest), countPlaywright(reports.playwright)]
  const total = counts.reduce<Count>(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
  say(broken.length === 0 ? '\nEverything is in order.' : `\nNot in order: ${broken.join(', ')}.`)
  say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
  return broken.length === 0 && total.failed === 0 && total.passed > 0
}

async function attempt(check: Check): Promise<boolean> {
  try {
    return await check.run()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return false
  }
}

function node(program: string, ...args: string[]): boolean {
  const run = spawnSync(process.execPath, [path.join(projectDir, 'node_modules', program), ...args], {
    cwd: projectDir,
    stdio: 'inherit',
  })
  return run.status === 0
}

function read(report: string): unknown {
  let text = ''
  try {
    text = readFileSync(report, 'utf8')
    return JSON.parse(text)
  } catch (error) {
    // The runner did not get so far as to write one; its check is broken already.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    // It got halfway: that its report cannot be read is said beside what the others name.
    if (error instanceof SyntaxError) return text
    throw error
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
