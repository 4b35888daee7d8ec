/** Who opens a live stream, by its cookies: the same person and scopes as its pulls have. */
import type { FastifyRequest } from 'fastify'
import { deviceScope } from '../../lib/protocol/outcome.ts'
import type { LiveListener } from '../live/register-live.ts'
import { createContext, type Services } from './context.ts'
import { readTokens } from './cookies.ts'

/** null: no device, or a revoked one. */
export async function identifyListener(services: Services, request: FastifyRequest): Promise<LiveListener | null> {
  const cookies = {
    ...readTokens(request),
    setDevice: nothing,
    setSession: nothing,
    clearSession: nothing,
    canSet: false,
  }
  const { device, person, grants } = await createContext(services, {
    cookies,
    address: request.ip,
    requestId: request.id,
  })
  if (!device || device.revokedAt !== null) return null
  const scopes = await grants(person?.id ?? null)
  return { org: services.org, deviceId: device.id, scopes: [deviceScope(device.id), ...(scopes ?? [])] }
}

const nothing = () => undefined
