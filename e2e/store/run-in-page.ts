// As much of Vitest as the store's contract uses, for a page: tests are collected, run one after another, and told by
// name with what was wrong. A matcher that is not here is a TypeError, so that nothing passes unseen.

export interface Outcome {
  name: string
  /** null: as it should be. */
  wrong: string | null
}

type Step = () => unknown
type Hooks = { before: Step; after: Step }
const tests: { name: string; run: Step; hooks: Hooks }[] = []
const names: string[] = []
let hooks: Hooks = { before: () => undefined, after: () => undefined }

export function describe(name: string, collect: () => void): void {
  const outer = hooks
  hooks = { ...outer }
  names.push(name)
  collect()
  names.pop()
  hooks = outer
}
export function test(name: string, run: Step): void {
  tests.push({ name: [...names, name].join(' › '), run, hooks })
}
export function beforeEach(step: Step): void {
  hooks.before = step
}
export function afterEach(step: Step): void {
  hooks.after = step
}

export async function runAll(): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { name, run, hooks: mine } of tests) {
    let wrong: string | null = null
    try {
      await mine.before()
      await run()
    } catch (error) {
      wrong = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
    }
    await mine.after()
    outcomes.push({ name, wrong })
  }
  return outcomes
}

export function expect(value: unknown) {
  const must = (isRight: boolean, wanted: string) => {
    if (!isRight) throw new Error(`${told(value)} is not ${wanted}`)
  }
  return {
    toBe: (wanted: unknown) => must(Object.is(value, wanted), told(wanted)),
    toBeNull: () => must(value === null, 'null'),
    toEqual: (wanted: unknown) => must(isEqual(value, wanted), told(wanted)),
    toHaveLength: (wanted: number) => must((value as unknown[]).length === wanted, `of length ${wanted}`),
    toBeLessThanOrEqual: (wanted: number) => must((value as number) <= wanted, `at most ${wanted}`),
    toBeGreaterThanOrEqual: (wanted: number) => must((value as number) >= wanted, `at least ${wanted}`),
    rejects: {
      async toThrow(words = '') {
        const error = await (value as Promise<unknown>).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        if (!(error instanceof Error && error.message.includes(words)))
          throw new Error(`It should have failed${words && ` with “${words}”`}, but: ${String(error)}`)
      },
    },
  }
}

const told = (value: unknown): string => JSON.stringify(value)?.slice(0, 500) ?? 'undefined'

/** As toEqual compares: a field that is undefined is a field that is not there. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  if (Array.isArray(one) && one.length !== (other as unknown[]).length) return false
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isEqual(left[key], right[key]))
}
