/**
 * How catalogue files of the accounting system reach the server from the office's screen: one POST whose body is the
 * files one after another and whose header says where each ends. All files of a run travel together, because they
 * are read and checked together before anything is changed; a plain body can be read as a stream.
 */
import * as z from 'zod/mini'

export const catalogueUploadPath = '/api/catalogue'
/** Percent-encoded JSON of `uploadedFiles`. The content type is `application/octet-stream`. */
export const catalogueFilesHeader = 'x-rodnik-files'

export const uploadedFiles = z
  .array(
    z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(200)), bytes: z.int().check(z.minimum(0)) }),
  )
  .check(z.minLength(1), z.maxLength(50))
export type UploadedFiles = z.infer<typeof uploadedFiles>

export const encodeUploadedFiles = (files: UploadedFiles): string => encodeURIComponent(JSON.stringify(files))

/** null: the header is not of this shape. */
export function decodeUploadedFiles(header: string): UploadedFiles | null {
  try {
    return uploadedFiles.safeParse(JSON.parse(decodeURIComponent(header))).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return null
    throw error
  }
}

/**
 * What may be said of a record that was read with a doubt. The server writes each with its line, its parameters and an
 * English sentence; a screen has a sentence of its own for every code.
 */
export const importWarningCodes = [
  'missingId', // params: element
  'idTooLong', // params: element, limit
  'missingName', // params: element, id
  'badNumber', // params: field, given
  'ambiguousNumber', // params: field, given
  'numberTooLarge', // params: field, given
  'negative', // params: field, given
  'rounded', // params: field, given
  'priceWithoutType',
  'priceWithoutAmount',
  'stockWithoutWarehouse',
  'stockWithoutQuantity', // params: warehouse
  'unknownCurrency', // params: given
  'unknownVat', // params: given
  'cut', // params: field, limit
  'tooMany', // params: field, limit
  'notRead', // params: element
  'notListed', // params: count
] as const
export type ImportWarningCode = (typeof importWarningCodes)[number]

/**
 * 200 with `done`, or with `failed` and one sentence for the person; nothing was changed then. `why`: the same for a screen
 * that speaks another language (`params.file` names the file); null when there is no more to say than the sentence.
 */
export const catalogueUploadAnswer = z.union([
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    message: z.string(),
    why: z.nullable(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  }),
])
