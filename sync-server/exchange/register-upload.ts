/**
 * POST /api/import: the office's drop zone. All files of a run come in one request, so that one process has them all:
 * the header `x-rodnik-files` names them (URI-encoded JSON, `[{ name, bytes }]`), the body is their bytes one after the
 * other. They are kept on disk until the run is over, because a run reads them twice.
 *
 * The answer is one JSON object a line: `progress` lines while files are checked and applied, which also keep a proxy
 * from giving up, then one `done` or `failed`. What was uploaded in full is imported to the end, whoever is still there.
 */
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { CatalogueSink } from './catalogue-sink.ts'
import { CatalogueFileError, importCatalogue, type CatalogueFile, type ImportReport } from './import-catalogue.ts'
import { defaultReadLimits } from './commerceml/read-limits.ts'

export const uploadPath = '/api/import'
export const uploadFilesHeader = 'x-rodnik-files'

export type UploadLine =
  | { kind: 'progress'; phase: 'reading' | 'applying'; fileName: string; part: number }
  | { kind: 'done'; result: ImportReport & { changed: Record<string, number> } }
  | { kind: 'failed'; message: string }

export type UploadPerson = { id: string; name: string }
export type UploadSink = CatalogueSink & { published(): { changed: Record<string, number> } | null }

export type UploadOptions = {
  /** Answers the request itself and returns null when this person may not import. */
  authorise: (request: FastifyRequest, reply: FastifyReply) => Promise<UploadPerson | null>
  openSink: (by: UploadPerson) => Promise<UploadSink>
  now: () => number
  limitBytes?: number
}

/** Runs of one process at a time; each holds its files on disk. */
const mostRuns = 2
const progressEveryMs = 250

const filesSchema = z
  .array(z.strictObject({ name: z.string().min(1).max(255), bytes: z.int().min(0).max(defaultReadLimits.fileBytes) }))
  .min(1)
  .max(50)
type Announced = z.infer<typeof filesSchema>

export function registerUpload(fastify: FastifyInstance, options: UploadOptions): void {
  const limitBytes = options.limitBytes ?? 2 * defaultReadLimits.fileBytes
  let runs = 0
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  fastify.post(uploadPath, { bodyLimit: limitBytes }, async (request, reply) => {
    const by = await options.authorise(request, reply)
    if (!by) return reply
    const files = announcedFiles(request.headers[uploadFilesHeader])
    if (!files) return refuse(reply, 400, 'badRequest', `The header ${uploadFilesHeader} does not name the files.`)
    if (sum(files) > limitBytes) return refuse(reply, 413, 'tooLarge', 'The files are larger than this address takes.')
    if (runs >= mostRuns)
      return refuse(reply, 429, 'limited', 'Other imports are running. Try again when they are done.')
    runs += 1
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-import-'))
    const end = async () => {
      runs -= 1
      await rm(folder, { recursive: true, force: true })
    }
    try {
      const kept = await keep(request.body as Readable, files, folder)
      if (!kept) {
        await end()
        return await refuse(reply, 400, 'badRequest', 'The body is not as long as the files together.')
      }
      const lines = new PassThrough()
      void run(kept, by, options, (line) => lines.write(`${JSON.stringify(line)}\n`))
        .catch((error: unknown) => {
          request.log.error({ err: error }, 'an import failed by a fault of ours')
          lines.write(`${JSON.stringify({ kind: 'failed', message: faultOf(request.id) } satisfies UploadLine)}\n`)
        })
        .finally(() => {
          lines.end()
          end().catch((error: unknown) => request.log.warn({ err: error }, 'the files of an import were not removed'))
        })
      return await reply.type('application/x-ndjson; charset=utf-8').send(lines)
    } catch (error) {
      await end()
      if (request.raw.complete) throw error
      return refuse(reply, 400, 'badRequest', 'The upload was broken off.')
    }
  })
}

const faultOf = (requestId: string): string =>
  `Something went wrong on the server, nothing was changed. It is in the log under ${requestId}.`

async function run(
  files: CatalogueFile[],
  by: UploadPerson,
  { openSink, now }: UploadOptions,
  tell: (line: UploadLine) => void,
): Promise<void> {
  let sink: UploadSink | null = null
  let next = now()
  try {
    const result = await importCatalogue(files, {
      openSink: async () => (sink = await openSink(by)),
      onProgress({ phase, fileName, bytes, totalBytes }) {
        if (now() < next) return
        next = now() + progressEveryMs
        tell({ kind: 'progress', phase, fileName, part: totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 1 })
      },
    })
    tell({ kind: 'done', result: { ...result, changed: publishedBy(sink) } })
  } catch (error) {
    if (!(error instanceof CatalogueFileError)) throw error
    tell({ kind: 'failed', message: `${error.message} Nothing was changed.` })
  }
}

const publishedBy = (sink: UploadSink | null): Record<string, number> => sink?.published()?.changed ?? {}

function announcedFiles(header: string | string[] | undefined): Announced | null {
  if (typeof header !== 'string') return null
  try {
    return filesSchema.safeParse(JSON.parse(decodeURIComponent(header))).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return null
    throw error
  }
}

/** Writes the body to disk, cut into its files. null: it is shorter or longer than announced. */
async function keep(body: Readable, files: Announced, folder: string): Promise<CatalogueFile[] | null> {
  const whole = path.join(folder, 'upload')
  const expected = sum(files)
  const handle = await open(whole, 'wx', 0o600)
  let written = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (written + chunk.length > expected) return null
      await handle.write(chunk)
      written += chunk.length
    }
  } finally {
    await handle.close()
  }
  if (written !== expected) return null
  let start = 0
  return files.map(({ name, bytes }) => {
    const from = start
    start += bytes
    return { name: path.basename(name), bytes, open: () => slice(whole, from, bytes) }
  })
}

async function* slice(file: string, from: number, bytes: number): AsyncGenerator<Uint8Array> {
  if (bytes === 0) return
  yield* createReadStream(file, { start: from, end: from + bytes - 1 }) as AsyncIterable<Uint8Array>
}

const sum = (files: Announced): number => files.reduce((total, { bytes }) => total + bytes, 0)

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message, requestId: reply.request.id } })
}
