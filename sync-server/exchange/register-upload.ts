/**
 * The office's drop zone (the form of the request stands in lib/protocol/catalogue-upload.ts). All files of a run come in
 * one request, so that one process has them all; they are kept on disk until the run is over, because it reads them twice.
 *
 * The answer begins at once and stays open with blanks, so that no proxy gives up on a long run; its end is one JSON
 * object, `done` or `failed`. What was uploaded in full is imported to the end, whoever still waits for the answer.
 */
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  catalogueFilesHeader,
  catalogueUploadPath,
  decodeUploadedFiles,
  type UploadedFiles,
} from '../../lib/protocol/catalogue-upload.ts'
import type { FileFailure } from '../../lib/protocol/office.ts'
import type { CatalogueSink } from './catalogue-sink.ts'
import { CommerceMLError } from './commerceml/commerceml-error.ts'
import { CatalogueFileError, importCatalogue, type CatalogueFile, type ImportReport } from './import-catalogue.ts'
import { defaultReadLimits } from './commerceml/read-limits.ts'

export type UploadAnswer =
  | { kind: 'done'; result: ImportReport & { changed: Record<string, number> } }
  | { kind: 'failed'; message: string; why: FileFailure | null }

export type UploadPerson = { id: string; name: string }
export type UploadSink = CatalogueSink & { published(): { changed: Record<string, number> } | null }

export type UploadOptions = {
  /** Answers the request itself and returns null when this person may not import. */
  authorise: (request: FastifyRequest, reply: FastifyReply) => Promise<UploadPerson | null>
  openSink: (by: UploadPerson) => Promise<UploadSink>
  limitBytes?: number
}

/** Runs of one process at a time; each holds its files on disk. */
const mostRuns = 2
const blankEveryMs = 5_000

export function registerUpload(fastify: FastifyInstance, options: UploadOptions): void {
  const limitBytes = options.limitBytes ?? 2 * defaultReadLimits.fileBytes
  let runs = 0
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  // Not compressed: the blanks must leave at once, not when a block is full.
  fastify.post(catalogueUploadPath, { bodyLimit: limitBytes, compress: false }, async (request, reply) => {
    const by = await options.authorise(request, reply)
    if (!by) return reply
    const header = request.headers[catalogueFilesHeader]
    const files = typeof header === 'string' ? decodeUploadedFiles(header) : null
    if (!files) return refuse(reply, 400, 'badRequest', `The header ${catalogueFilesHeader} does not name the files.`)
    if (sum(files) > limitBytes) return refuse(reply, 413, 'tooLarge', 'The files are larger than this address takes.')
    if (runs >= mostRuns)
      return refuse(reply, 429, 'limited', 'Other imports are running. Try again when they are done.')
    runs += 1
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-import-')).catch((error: unknown) => {
      runs -= 1
      throw error
    })
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
      const answer = new PassThrough()
      const blanks = setInterval(() => answer.write('\n'), blankEveryMs)
      void run(kept, by, options.openSink)
        .catch((error: unknown): UploadAnswer => {
          request.log.error({ err: error }, 'an import failed by a fault of ours')
          return { kind: 'failed', message: faultOf(request.id), why: { code: 'fault', params: { id: request.id } } }
        })
        .then((told) => answer.end(JSON.stringify(told)))
        .finally(() => {
          clearInterval(blanks)
          end().catch((error: unknown) => request.log.warn({ err: error }, 'the files of an import were not removed'))
        })
      return await reply.type('application/json; charset=utf-8').send(answer)
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
  openSink: UploadOptions['openSink'],
): Promise<UploadAnswer> {
  let sink: UploadSink | null = null
  try {
    const result = await importCatalogue(files, { openSink: async () => (sink = await openSink(by)) })
    return { kind: 'done', result: { ...result, changed: publishedBy(sink) } }
  } catch (error) {
    if (!(error instanceof CatalogueFileError)) throw error
    return { kind: 'failed', message: `${error.message} Nothing was changed.`, why: whyOf(error) }
  }
}

/** What is wrong with the file itself. A file that could not be read has no more than its sentence. */
const whyOf = ({ cause, fileName }: CatalogueFileError): FileFailure | null =>
  cause instanceof CommerceMLError ? { code: cause.code, params: { ...cause.params, file: fileName } } : null

const publishedBy = (sink: UploadSink | null): Record<string, number> => sink?.published()?.changed ?? {}

/** Writes the body to disk, cut into its files. null: it is shorter or longer than announced. */
async function keep(body: Readable, files: UploadedFiles, folder: string): Promise<CatalogueFile[] | null> {
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

const sum = (files: UploadedFiles): number => files.reduce((total, { bytes }) => total + bytes, 0)

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message, requestId: reply.request.id } })
}
