// Everything that goes wrong before or outside the API's own answers becomes one JSON shape:
// { error: { code, message, requestId } }. The message says what happened, never what was inside the request.

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { securityHeaders } from './security-headers.ts'

interface Failure {
  status: number
  code: string
  message: string
}

/** By Fastify's codes; what is not here is a fault of ours and answers 500 without details. */
const known: Record<string, Failure> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'malformed_json', message: 'The body is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: 'malformed_json',
    message: 'The body is empty, JSON was announced.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'wrong_length',
    message: 'The body is not as long as announced.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'wrong_content_type',
    message: 'This content type is not taken here; send application/json.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'body_too_large',
    message: 'The body is larger than this address takes.',
  },
  FST_ERR_BAD_URL: { status: 400, code: 'bad_address', message: 'The address is not valid.' },
  // As the API names it, of a route beside it.
  SERVICE_UNAVAILABLE: {
    status: 503,
    code: 'unavailable',
    message: 'The database cannot be asked now. Nothing was taken; try again.',
  },
  FST_ERR_MAX_LENGTH: { status: 414, code: 'bad_address', message: 'The address is too long.' },
}

/** A page that was left, a network that broke: no fault of anybody. A reset may also be that of the database's connection. */
const hasGone = ({ code }: FastifyError, { raw }: FastifyRequest): boolean =>
  code === 'ERR_STREAM_PREMATURE_CLOSE' ||
  (['ECONNRESET', 'ECONNABORTED', 'EPIPE'].includes(code) && raw.socket.destroyed)
/** Nobody reads it; the status, which nginx gave this meaning, is for the metrics. */
const nobodyThere: Failure = { status: 499, code: 'broken_off', message: 'The connection was broken off.' }

export function answerFailures(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = known[error.code] ?? malformedJson(error)
    if (failure) return sendFailure(request, reply, failure)
    if (hasGone(error, request)) {
      request.log.info({ code: error.code }, 'the client went away before it had its answer')
      return sendFailure(request, reply, nobodyThere)
    }
    const status =
      error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
    if (status === 500) request.log.error({ err: error }, 'a request failed by a fault of ours')
    return sendFailure(request, reply, {
      status,
      code: status === 500 ? 'fault' : 'bad_request',
      message:
        status === 500
          ? 'Something went wrong on the server. It is in the log under this request id.'
          : 'The request is not right.',
    })
  })
}

/** Requests that never reach a route, where no hook runs: they get the headers here. */
export function answerUnreadableRequest(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const failure = known[error.code] ?? { status: 400, code: 'bad_request', message: 'The request is not right.' }
  void sendFailure(request, reply.headers({ ...securityHeaders, 'x-request-id': request.id }), failure)
}

export function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  return reply
    .code(failure.status)
    .type('application/json; charset=utf-8')
    .send({ error: { code: failure.code, message: failure.message, requestId: request.id } })
}

/** Fastify's JSON parser throws a plain SyntaxError with status 400 for most broken bodies. */
function malformedJson(error: FastifyError): Failure | undefined {
  return error instanceof SyntaxError && error.statusCode === 400 ? known['FST_ERR_CTP_INVALID_JSON_BODY'] : undefined
}
