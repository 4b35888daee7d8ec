import { createPrivateKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { selfSignedCertificate } from '../testing/self-signed-certificate.ts'
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
    ['TRUST_PROXY', '999.1.1.1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '127.0.0.1,'],
    ['TIMEZONE', 'Moscow'],
    ['ADMIN_PIN', '12a4'],
    ['IMPORT_MAX_BYTES', '1GB'],
    ['IMPORT_MAX_BYTES', '0'],
    ['IMPORT_MAX_BYTES', '1.5'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toHaveLength(1)
  })

  it('never repeats a secret', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://shop:hunter2@db/shop', METRICS_TOKEN: 'hunter2' })
    expect(problems).toHaveLength(2)
    expect(problems.join()).not.toContain('hunter2')
  })

  describe('the certificate and its key', () => {
    const { cert, key } = selfSignedCertificate()
    const privateKey = createPrivateKey(key)
    const junk = (kind: string) => `-----BEGIN ${kind}-----\nMA==\n-----END ${kind}-----\n`
    const put = (name: string, text: string): string => {
      writeFileSync(path.join(folder, name), text)
      return name
    }
    const read = (certificate: string, privateKeyText: string) => ({
      TLS_CERT: put('cert.pem', certificate),
      TLS_KEY: put('key.pem', privateKeyText),
    })

    it('are read, and one is told from the other', () => {
      expect(readConfig(read(cert, key), context).tls).toEqual({ cert, key })
      expect(problemsOf({ TLS_CERT: 'key.pem', TLS_KEY: 'cert.pem' })).toHaveLength(2)
      expect(problemsOf({ TLS_CERT: 'cert.pem', TLS_KEY: 'no.pem' }).join()).toContain('does not exist')
    })

    it('may be a chain, and a key in the form of its kind', () => {
      const chain = cert + selfSignedCertificate('authority').cert
      const older = privateKey.export({ type: 'sec1', format: 'pem' }).toString()
      expect(readConfig(read(chain, older), context).tls).toEqual({ cert: chain, key: older })
    })

    const cipher = { cipher: 'aes-256-cbc', passphrase: 'secret' }
    it.each([
      ['of another certificate', cert, selfSignedCertificate().key, 'TLS_KEY', 'do not belong together'],
      [
        'protected by a password',
        cert,
        privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }),
        'TLS_KEY',
        'protected by a password',
      ],
      [
        'protected by a password in the older form',
        cert,
        privateKey.export({ type: 'sec1', format: 'pem', ...cipher }),
        'TLS_KEY',
        'protected by a password',
      ],
      ['of junk in PEM clothes', cert, junk('PRIVATE KEY'), 'TLS_KEY', 'cannot be read'],
      ['good, its certificate junk in PEM clothes', junk('CERTIFICATE'), key, 'TLS_CERT', 'cannot be read'],
      ['good, its chain junk further down', cert + junk('CERTIFICATE'), key, 'TLS_KEY', 'cannot be used for HTTPS'],
    ])('a key that is %s is told with everything else that is wrong', (_what, certificate, keyText, name, words) => {
      const problems = problemsOf({ ...read(certificate, String(keyText)), PORT: 'http' })
      expect(problems).toHaveLength(2)
      expect(problems[0]).toContain('- PORT')
      expect(problems[1]).toContain(`- ${name}`)
      expect(problems[1]).toContain(words)
      expect(problems[1]).toContain(path.join(folder, name === 'TLS_KEY' ? 'key.pem' : 'cert.pem'))
    })
  })
})
