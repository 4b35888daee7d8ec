/** Sends catalogue files with progress. XMLHttpRequest, because fetch does not tell how much has gone up. */
import {
  catalogueFilesHeader,
  catalogueUploadAnswer,
  catalogueUploadPath,
  encodeUploadedFiles,
} from '../protocol/catalogue-upload.ts'
import { TransportError } from '../sync/ports.ts'
import type { OfficeApi } from '../workplace-types.ts'

/** After the last byte the server still reads and writes: a large catalogue takes minutes. */
const answerTimeoutMs = 15 * 60_000

export const uploadCatalogue: OfficeApi['importCatalogue'] = (files, progress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', catalogueUploadPath)
    request.timeout = answerTimeoutMs
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader(
      catalogueFilesHeader,
      encodeUploadedFiles(files.map(({ name, size }) => ({ name, bytes: size }))),
    )
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const answer = request.status === 200 || request.status === 422 ? parse(request.responseText) : null
      if (answer !== null) resolve(answer)
      else reject(new TransportError(failureOf(request.status), `The upload was answered with ${request.status}`))
    }
    request.onerror = () => reject(new TransportError('offline', 'The connection broke while uploading'))
    request.ontimeout = () => reject(new TransportError('timeout', 'The server took too long over the upload'))
    request.send(new Blob(files))
  })

function parse(text: string): Awaited<ReturnType<OfficeApi['importCatalogue']>> | null {
  try {
    return catalogueUploadAnswer.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function failureOf(status: number): TransportError['failure'] {
  if (status === 401 || status === 403) return 'auth'
  return status === 429 ? 'limited' : 'server'
}
