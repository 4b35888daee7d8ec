/** What the server says after an import, read with care. */
import * as z from 'zod/mini'

const count = z.int()
const counts = { groups: count, products: count, offers: count, prices: count, stockRows: count }
const report = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      ...counts,
      warnings: z.array(
        z.object({
          line: z.int(),
          text: z.string(),
          code: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
  ),
  totals: z.object(counts),
})
export type ImportReport = z.infer<typeof report>
export type ImportWarning = ImportReport['files'][number]['warnings'][number]

/** null: not of the shape this version knows. */
export function parseImportReport(result: unknown): ImportReport | null {
  const parsed = report.safeParse(result)
  return parsed.success ? parsed.data : null
}
