/**
 * Names what failed, from the JSON reports of the runners. It is said once more after everything else: whoever sees only
 * the end of a long log must not have to guess. A report that cannot be read is named like a failure.
 */
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

/** Lines of one failure's message that are shown: the assertion and where it stood, not the whole log. */
const shownLines = 12
const shownWidth = 240
/** What a browser says at its start and end, as Playwright adds it to an error: pages of it, and never the cause. */
const browserLog = /^\s*(- )?(<launching>|<launched>|\[pid=[^\]]*\](\[(out|err)\]| <gracefully close))/

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

/** One text per failed test of Vitest, and per file that broke before its first test. */
export function vitestFailures(report: unknown, projectDir: string): string[] {
  if (report === undefined) return []
  const read = vitestReport.safeParse(report)
  if (!read.success) return [unreadable('Vitest', read.error)]
  return read.data.testResults.flatMap((file) => {
    const name = path.relative(projectDir, file.name)
    if (file.status === 'failed' && file.assertionResults.length === 0) return [describe(name, [file.message ?? ''])]
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => describe(`${name} › ${test.fullName}`, test.failureMessages ?? []))
  })
}

const errors = z.array(
  z.object({ message: z.string().optional(), location: z.object({ file: z.string(), line: z.number() }).optional() }),
)
type Suite = z.infer<typeof suite>
const suite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      ok: z.boolean(),
      tests: z.array(z.object({ results: z.array(z.object({ errors })) })),
    }),
  ),
  get suites(): z.ZodOptional<z.ZodArray<typeof suite>> {
    return z.array(suite).optional()
  },
})
const playwrightReport = z.object({ suites: z.array(suite), errors })

/** One text per failed journey, and per error outside of them. */
export function playwrightFailures(report: unknown): string[] {
  if (report === undefined) return []
  const read = playwrightReport.safeParse(report)
  if (!read.success) return [unreadable('Playwright', read.error)]
  const { suites, errors: outside } = read.data
  const specsOf = ({ specs, suites: inner }: Suite): Suite['specs'] => [...specs, ...(inner ?? []).flatMap(specsOf)]
  const failed = suites.flatMap(specsOf).filter(({ ok }) => !ok)
  return [
    ...failed.map(({ file, title, tests }) =>
      describe(
        `${file} › ${title}`,
        tests.flatMap(({ results }) => results.flatMap((result) => result.errors.flatMap(saidOf))),
      ),
    ),
    ...outside.map((error) => describe('outside of the journeys', saidOf(error))),
  ]
}

/** The place first: a long message may be cut off. */
const saidOf = ({ message, location }: z.infer<typeof errors>[number]): string[] => [
  location ? `${path.basename(location.file)}:${location.line}` : '',
  message ?? '',
]

const unreadable = (runner: string, error: z.ZodError): string =>
  describe(`the report of ${runner} is not what is known of it`, [z.prettifyError(error)])

function describe(name: string, messages: string[]): string {
  const lines = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '' && !browserLog.test(line))
  return [`✘ ${name}`, ...lines.slice(0, shownLines).map((line) => `    ${line.slice(0, shownWidth)}`)].join('\n')
}
