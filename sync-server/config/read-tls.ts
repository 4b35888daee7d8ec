// The certificate and its key are tried at start, the way the port will use them: what cannot speak HTTPS is told together
// with every other wrong setting, before anything is made.

import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { accessSync, constants, readFileSync } from 'node:fs'
import path from 'node:path'
import { createSecureContext } from 'node:tls'

export type Tls = { cert: string; key: string }
type Pem = { file: string; text: string }

/** Paths count from the project's folder. What is wrong is added to `problems`, and the answer is undefined. */
export function readTls(
  { TLS_CERT, TLS_KEY }: { TLS_CERT?: string; TLS_KEY?: string },
  projectDir: string,
  problems: string[],
): Tls | undefined {
  if (!TLS_CERT && !TLS_KEY) return undefined
  if (!TLS_CERT || !TLS_KEY) {
    problems.push(`${TLS_CERT ? 'TLS_KEY' : 'TLS_CERT'} is missing: HTTPS needs both the certificate and its key`)
    return undefined
  }
  const cert = readPem('TLS_CERT', path.resolve(projectDir, TLS_CERT), 'CERTIFICATE', problems)
  const key = readPem('TLS_KEY', path.resolve(projectDir, TLS_KEY), 'PRIVATE KEY', problems)
  const certificate = cert && readCertificate(cert, problems)
  const privateKey = key && readKey(key, problems)
  if (!certificate || !privateKey) return undefined
  const reason = whyUnfit({ certificate, privateKey }, { cert: cert.text, key: key.text })
  if (reason) problems.push(`TLS_KEY: the key ${key.file} and the certificate ${cert.file} ${reason}`)
  return reason ? undefined : { cert: cert.text, key: key.text }
}

function readPem(name: string, file: string, kind: string, problems: string[]): Pem | undefined {
  try {
    accessSync(file, constants.R_OK)
    const text = readFileSync(file, 'utf8')
    if (text.includes(`${kind}-----`)) return { file, text }
    problems.push(
      `${name}: the file ${file} holds no ${kind.toLowerCase()} in PEM form (a text with "-----BEGIN …${kind}-----")`,
    )
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const reason = { ENOENT: 'does not exist', EACCES: 'may not be read by this account', EISDIR: 'is a folder' }[
      code ?? ''
    ]
    problems.push(`${name}: the file ${file} ${reason ?? `cannot be read (${code})`}`)
  }
  return undefined
}

function readCertificate({ file, text }: Pem, problems: string[]): X509Certificate | undefined {
  try {
    return new X509Certificate(text)
  } catch {
    // What OpenSSL says of it names its own source files and helps nobody.
    problems.push(`TLS_CERT: the certificate in ${file} cannot be read; the file is damaged, get the certificate anew`)
    return undefined
  }
}

function readKey({ file, text }: Pem, problems: string[]): KeyObject | undefined {
  try {
    return createPrivateKey(text)
  } catch {
    const isEncrypted = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text)
    problems.push(
      isEncrypted
        ? `TLS_KEY: the key in ${file} is protected by a password, which nobody is there to type; ` +
            `write it without one: openssl pkey -in ${file} -out open-key.pem`
        : `TLS_KEY: the key in ${file} cannot be read; the file is damaged, get the key anew`,
    )
    return undefined
  }
}

function whyUnfit(read: { certificate: X509Certificate; privateKey: KeyObject }, tls: Tls): string | undefined {
  if (!read.certificate.checkPrivateKey(read.privateKey)) {
    return 'do not belong together; take both from one issue, and of a chain put the own certificate first'
  }
  try {
    createSecureContext(tls)
    return undefined
  } catch (error) {
    // A certificate further down the chain, or one too weak for this OpenSSL: its code is a word to search for.
    const { code } = error as NodeJS.ErrnoException
    return `cannot be used for HTTPS (${code ?? 'no reason given'}); the whole chain must be sound, and the key long enough`
  }
}
