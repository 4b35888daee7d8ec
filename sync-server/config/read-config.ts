// Settings come from the environment and are checked whole before anything starts: a person sees everything that is wrong
// at once, each with what to write instead.

import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { importLimitRule, readImportLimit } from './import-limit.ts'
import { readTls, type Tls } from './read-tls.ts'
import { StartError } from './start-error.ts'

export interface Config {
  port: number
  host: string
  dataDir: string
  /** A PostgreSQL of the operator's own; without it the embedded one runs under dataDir. */
  databaseUrl: string | undefined
  tls: Tls | undefined
  logLevel: LogLevel
  /** Whoever asks for /metrics must show it; without it only the machine itself may ask. */
  metricsToken: string | undefined
  /** The reverse proxies whose word about the device's address and HTTPS is believed; none unless named. */
  trustProxy: string | undefined
  /** Whether an empty database gets the demonstration company. */
  demo: boolean
  /** What the first start gives an organisation of your own (DEMO=0). */
  organisation: { name: string; timezone: string; adminPin: string | undefined }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The names and meanings, in the order the settings table of docs/operations.md has them. */
const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, 'should be a number, for example 3000')
    .transform(Number)
    .refine((port) => port <= 65_535, 'should be at most 65535')
    .default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'should look like postgresql://user:password@host:5432/database' })
    .optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `should be one of ${logLevels.join(', ')}` }).optional(),
  METRICS_TOKEN: z.string().min(16, 'should have at least 16 characters, so that it cannot be guessed').optional(),
  TRUST_PROXY: z
    .string()
    .refine(
      (value) => value.split(',').every((one) => isNetwork(one.trim())),
      'should list addresses of proxies, for example 127.0.0.1 or 10.0.0.0/8',
    )
    .optional(),
  DEMO: z.enum(['0', '1'], { error: 'should be 1 (an empty database gets the demonstration company) or 0' }).optional(),
  ORGANISATION: z.string().max(100, 'should have at most 100 characters').default('Родник'),
  TIMEZONE: z.string().refine(isTimezone, 'should be a name like Europe/Moscow').optional(),
  ADMIN_PIN: z
    .string()
    .regex(/^\d{4,8}$/, 'should have 4 to 8 digits')
    .optional(),
  /** Of `npm run import` only; checked here too, so that a slip is told now and not when the price list has come. */
  IMPORT_MAX_BYTES: z
    .string()
    .refine((value) => readImportLimit(value) !== null, `should be ${importLimitRule}, for example 536870912`)
    .optional(),
})

/**
 * Reads and checks all settings; throws a StartError that lists everything wrong. A value that is empty counts as absent,
 * as in `PORT= npm start`. Secrets are never repeated in the message.
 */
export function readConfig(
  environment: Record<string, string | undefined>,
  context: { projectDir: string; isInteractive: boolean },
): Config {
  const present = Object.fromEntries(
    Object.keys(environmentSchema.shape)
      .map((name) => [name, environment[name]?.trim()])
      .filter(([, value]) => value),
  ) as Record<string, string>
  const parsed = environmentSchema.safeParse(present)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0])
        const isSecret = ['DATABASE_URL', 'METRICS_TOKEN', 'ADMIN_PIN'].includes(name)
        return `${name}${isSecret ? '' : `="${present[name] ?? ''}"`} ${issue.message}`
      })

  const tls = readTls(present, context.projectDir, problems)
  if (!parsed.success || problems.length > 0) {
    throw new StartError(
      `The settings are not right, so nothing was started:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
  }
  const values = parsed.data
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(context.projectDir, values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    tls,
    // A person at the terminal wants to see what matters; a log file wants everything that was asked.
    logLevel: values.LOG_LEVEL ?? (context.isInteractive ? 'warn' : 'info'),
    metricsToken: values.METRICS_TOKEN,
    trustProxy: values.TRUST_PROXY,
    // An outside database is somebody's own: it gets invented data only when asked for.
    demo: values.DEMO ? values.DEMO === '1' : values.DATABASE_URL === undefined,
    organisation: {
      name: values.ORGANISATION,
      timezone: values.TIMEZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      adminPin: values.ADMIN_PIN,
    },
  }
}

/** An address, or an address and how many of its bits count. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false // RangeError is how the platform says it does not know the name
  }
}
