/** Who may bring catalogue files: the same cookies and the same table of rights as for every procedure. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayAdminister } from '../../lib/domain/access.ts'
import type { ApiFailure } from '../../lib/protocol/identity.ts'
import type { UploadPerson } from '../exchange/register-upload.ts'
import { ApiError } from './api-error.ts'
import { createContext, type Context, type Services } from './context.ts'
import { cookieJar } from './cookies.ts'

export async function authoriseUpload(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<UploadPerson | null> {
  const cookies = cookieJar(request, reply)
  const context = await createContext(services, { cookies, address: request.ip, requestId: request.id })
  const reason = refusalOf(context)
  if (reason === null && context.person) return { id: context.person.id, name: context.person.name }
  const { message } = new ApiError(reason ?? 'signInNeeded')
  const error = { code: reason, message, requestId: request.id }
  await reply.code(reason === 'notAllowed' ? 403 : 401).send({ error })
  return null
}

/** The same question about work files, before their bodies are read. */
export async function mayImport(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const cookies = cookieJar(request, reply)
  const context = await createContext(services, { cookies, address: request.ip, requestId: request.id })
  return refusalOf(context) === null
}

function refusalOf({ device, person }: Context): ApiFailure | null {
  if (!device) return 'notEnrolled'
  if (device.revokedAt !== null) return 'deviceRevoked'
  if (!person) return 'signInNeeded'
  return mayAdminister(person.roles, 'import') ? null : 'notAllowed'
}
