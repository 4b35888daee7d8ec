import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from './read-config.ts'
import { StartError } from './start-error.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'rodnik-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
const context = { projectDir: folder, isInteractive: false }

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment, context)
  } catch (error) {
    expect(error).toBeInstanceOf(StartError)
    return (error as StartError).message.split('\n').slice(1)
  }
  return []
}

describe('readConfig', () => {
  it('needs no settings at all', () => {
    expect(readConfig({}, context)).toEqual({
      port: 3000,
      host: '0.0.0.0',
      dataDir: path.join(folder, '.data'),
      databaseUrl: undefined,
      tls: undefined,
      logLevel: 'info',
      metricsToken: undefined,
      trustProxy: undefined,
      demo: true,
      organisation: { name: 'Родник', timezone: expect.any(String) as string, adminPin: undefined },
    })
  })

  it('is quieter when a person watches, unless told otherwise', () => {
    expect(readConfig({}, { ...context, isInteractive: true }).logLevel).toBe('warn')
    expect(readConfig({ LOG_LEVEL: 'debug' }, { ...context, isInteractive: true }).logLevel).toBe('debug')
  })

  it('takes an empty value as none', () => {
    expect(readConfig({ PORT: '', TLS_CERT: ' ' }, context)).toMatchObject({ port: 3000, tls: undefined })
  })

  it('names everything that is wrong at once', () => {
    const problems = problemsOf({
      PORT: 'http',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      TLS_CERT: 'cert.pem',
      DEMO: 'yes',
    })
    expect(problems).toHaveLength(5)
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'TLS_KEY', 'DEMO']) {
      expect(problems.filter((line) => line.includes(`- ${name}`))).toHaveLength(1)
    }
  })

  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '3e3'],
    ['METRICS_TOKEN', 'short'],
    ['DATABASE_URL', 'localhost'],
    ['TRUST_PROXY', 'everyone'],
    ['TIMEZONE', 'Moscow'],
    ['ADMIN_PIN', '12a4'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toHaveLength(1)
  })

  it('never repeats a secret', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://shop:hunter2@db/shop', METRICS_TOKEN: 'hunter2' })
    expect(problems).toHaveLength(2)
    expect(problems.join()).not.toContain('hunter2')
  })

  it('reads the certificate and its key, and tells one from the other', () => {
    const cert = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n'
    const key = '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n'
    writeFileSync(path.join(folder, 'cert.pem'), cert)
    writeFileSync(path.join(folder, 'key.pem'), key)
    expect(readConfig({ TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }, context).tls).toEqual({ cert, key })
    expect(problemsOf({ TLS_CERT: 'key.pem', TLS_KEY: 'cert.pem' })).toHaveLength(2)
    expect(problemsOf({ TLS_CERT: 'cert.pem', TLS_KEY: 'no.pem' }).join()).toContain('does not exist')
  })
})
