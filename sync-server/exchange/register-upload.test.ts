import Fastify from 'fastify'
import { expect, test, vi } from 'vitest'
import { catalogueFilesHeader, catalogueUploadPath, encodeUploadedFiles } from '../../lib/protocol/catalogue-upload.ts'
import { registerUpload } from './register-upload.ts'

test('an upload that found no place on the disk does not keep the next ones out', async () => {
  const app = Fastify()
  registerUpload(app, {
    authorise: async () => ({ id: 'oleg', name: 'Олег' }),
    openSink: () => Promise.reject(new Error('nothing is imported here')),
  })
  /** A byte short, so that it is turned away once it could be kept. */
  const upload = async () => {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: catalogueUploadPath,
      headers: {
        'content-type': 'application/octet-stream',
        [catalogueFilesHeader]: encodeUploadedFiles([{ name: 'import.xml', bytes: 4 }]),
      },
      payload: '<a>',
    })
    return statusCode
  }
  vi.stubEnv('TMPDIR', '/there/is/no/such/folder')
  expect([await upload(), await upload(), await upload()]).toEqual([500, 500, 500])
  vi.unstubAllEnvs()
  expect(await upload()).toBe(400)
  await app.close()
})
