/**
 * A server process of its own, for the tests that kill one: pushes come as JSON lines on standard input, answers leave
 * on standard output. Arguments: the database's URL, the organisation.
 */
import { createInterface } from 'node:readline'
import { createPostgresStore } from '../../store/postgres/postgres-store.ts'
import { createSyncWorld, type WireOperations } from './sync-world.ts'

const [connectionString, org] = process.argv.slice(2)
if (!connectionString || !org) throw new Error('Usage: push-process.ts DATABASE_URL ORGANISATION')

const store = createPostgresStore({ connectionString })
const world = createSyncWorld(store, org)

type Request = { id: number; deviceId: string; operations: WireOperations }

for await (const line of createInterface({ input: process.stdin })) {
  const { id, deviceId, operations } = JSON.parse(line) as Request
  void world.push(deviceId, operations).then(
    (answer) => process.stdout.write(`${JSON.stringify({ id, answer })}\n`),
    (error: unknown) => process.stdout.write(`${JSON.stringify({ id, error: String(error) })}\n`),
  )
}
await store.close()
