/** The two cookies of a browser, out of reach of scripts and of other sites' pages. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CookieSerializeOptions } from '@fastify/cookie'
import { sessionLifeMs } from '../identity/sessions.ts'
import type { CookieJar } from './context.ts'

export const deviceCookie = 'rodnik_device'
export const sessionCookie = 'rodnik_session'

/** Browsers keep a cookie 400 days at most; a device in use gets it anew with every extension of its session. */
const deviceCookieSeconds = 400 * 24 * 3600
/** A token has 43 signs. Anything longer is not ours and is not looked up. */
const longestToken = 100

export function cookieJar(request: FastifyRequest, reply: FastifyReply): CookieJar {
  const attributes: CookieSerializeOptions = { httpOnly: true, sameSite: 'strict', path: '/', secure: isHttps(request) }
  return {
    ...readTokens(request),
    canSet: true,
    setDevice(token) {
      reply.setCookie(deviceCookie, token, { ...attributes, maxAge: deviceCookieSeconds })
    },
    setSession(token, kind) {
      reply.setCookie(sessionCookie, token, { ...attributes, maxAge: Math.floor(sessionLifeMs[kind] / 1000) })
    },
    clearSession() {
      reply.clearCookie(sessionCookie, attributes)
    },
  }
}

export function readTokens(request: FastifyRequest): Pick<CookieJar, 'deviceToken' | 'sessionToken'> {
  return { deviceToken: tokenIn(request, deviceCookie), sessionToken: tokenIn(request, sessionCookie) }
}

function tokenIn(request: FastifyRequest, name: string): string | null {
  const token = request.cookies[name]
  return token && token.length <= longestToken ? token : null
}

/** Said by a proxy in front, or by our own TLS. A liar could only spoil a cookie of its own. */
const isHttps = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
