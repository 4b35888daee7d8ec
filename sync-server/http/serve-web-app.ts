// The exported web app. Its files are listed once at start; what is not listed does not exist, so no path can lead
// elsewhere. Pages have clean addresses (/shop is shop.html), their policy carries the hashes of their own inline scripts,
// and the .br and .gz that the build laid beside the files are sent where the browser takes them.

import fastifyStatic from '@fastify/static'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { sendFailure } from './answer-failures.ts'
import { pagePolicy } from './security-headers.ts'

const scriptHashesByPage = z.record(z.string(), z.array(z.string()))
/** Notes of the build to itself; not part of the app. */
const notServed = new Set(['csp.json', 'build.json'])

export async function serveWebApp(app: FastifyInstance, webRoot: string): Promise<void> {
  const files = existsSync(webRoot) ? listFiles(webRoot) : new Set<string>()
  const policyFile = path.join(webRoot, 'csp.json')
  const hashes = existsSync(policyFile) ? scriptHashesByPage.parse(JSON.parse(readFileSync(policyFile, 'utf8'))) : {}
  if (files.size > 0) {
    await app.register(fastifyStatic, { root: webRoot, serve: false, preCompressed: true, cacheControl: false })
  }

  app.get('/*', (request, reply) => {
    const address = request.url.split('?', 1)[0] ?? '/'
    if (address === '/api' || address.startsWith('/api/')) return sendFailure(request, reply, nothingHere)
    if (files.size === 0) return sendFailure(request, reply, notBuilt)
    const name = decode(address)
    if (name.length > 1 && name.endsWith('/') && findFile(files, name.slice(0, -1))) {
      return reply.redirect(request.url.replace(/\/(?=\?|$)/, ''), 308)
    }
    const file = findFile(files, name)
    if (!file) reply.code(404)
    return sendFile(reply, file ?? '404.html', hashes)
  })
  // Addresses under other methods, and those the router cannot read.
  app.setNotFoundHandler((request, reply) => sendFailure(request, reply, nothingHere))
}

const nothingHere = { status: 404, code: 'not_found', message: 'There is nothing at this address.' }
const notBuilt = {
  status: 503,
  code: 'not_built',
  message: 'The web app is not built. Run "npm run build", then start the server again.',
}

function sendFile(reply: FastifyReply, file: string, hashes: Record<string, string[]>): FastifyReply {
  // A file under _next/static has its content's hash in its name. Everything else keeps its name while it changes, the
  // pages and the service worker above all: the browser must ask whether what it has is still right.
  const cacheControl = file.startsWith('_next/static/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  return reply
    .headers({
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      'content-security-policy': pagePolicy(hashes[file] ?? []),
    })
    .sendFile(file)
}

function findFile(files: Set<string>, address: string): string | undefined {
  const name = address.slice(1)
  return [name || 'index.html', `${name}.html`, `${name}/index.html`].find((candidate) => files.has(candidate))
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address // not valid percent-encoding: it names no file then, which is answered as not found
  }
}

function listFiles(root: string): Set<string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .filter((name) => !/\.(br|gz)$/.test(name) && !notServed.has(name)),
  )
}
