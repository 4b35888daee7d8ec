/** Devices that push batches of their mix: as fast as they are answered, or at a steady pace. */
import { setTimeout as sleep } from 'node:timers/promises'
import { protocolVersion, type PushOutput } from '../../lib/protocol/sync.ts'
import { answerOf, deviceReport, type ApiDevice } from './api-device.ts'
import type { Company } from './company.ts'
import { orderActs, takeOperations, type Act } from './order-mix.ts'
import { receiptActs } from './receipt-mix.ts'
import { seeded } from './seeded.ts'

export const batchSize = 50

export type Sender = { device: ApiDevice; acts: Generator<Act, never>; nextSeq: number }

/** A desk that carries orders through their life, or a till that sells. */
export function senderOf(device: ApiDevice, company: Company, place: 'desk' | 'till' = 'desk'): Sender {
  const random = seeded(hashOf(device.deviceId))
  const acts = place === 'till' ? receiptActs(company, random, device.deviceId) : orderActs(company, random)
  return { device, acts, nextSeq: 1 }
}

export type Pushed = { operations: number; seconds: number; latenciesMs: number[] }

/** Each device sends its next batch when the last one is answered. */
export async function pushSaturated(senders: Sender[], batches: number): Promise<Pushed> {
  return push(senders, batches, async ({ device }, bodies, take) => {
    for (const body of bodies) {
      const sentAt = performance.now()
      take(await device.post('sync.push', body), performance.now() - sentAt)
    }
  })
}

/**
 * All devices together send `rate` operations a second, evenly, each at its own moment. A batch that is due while the one
 * before it is under way waits, and its latency counts from when it was due.
 */
export async function pushPaced(senders: Sender[], batches: number, rate: number): Promise<Pushed> {
  const everyMs = ((senders.length * batchSize) / rate) * 1000
  const began = performance.now()
  return push(senders, batches, async ({ device }, bodies, take, index) => {
    for (const [turn, body] of bodies.entries()) {
      const dueAt = began + everyMs * (turn + index / senders.length)
      const waitMs = dueAt - performance.now()
      if (waitMs > 0) await sleep(waitMs)
      take(await device.post('sync.push', body), performance.now() - Math.max(dueAt, began))
    }
  })
}

/** Bodies are made before the clock runs and answers are read after it: the client shares the machine with the server. */
async function push(
  senders: Sender[],
  batches: number,
  send: (
    sender: Sender,
    bodies: Buffer[],
    take: (answer: string, latencyMs: number) => void,
    index: number,
  ) => Promise<void>,
): Promise<Pushed> {
  const prepared = senders.map((sender) => Array.from({ length: batches }, () => nextBatch(sender)))
  const latenciesMs: number[] = []
  const answers: string[] = []
  const began = performance.now()
  await Promise.all(
    senders.map((sender, index) =>
      send(
        sender,
        prepared[index] ?? [],
        (answer, latencyMs) => {
          answers.push(answer)
          latenciesMs.push(latencyMs)
        },
        index,
      ),
    ),
  )
  const seconds = (performance.now() - began) / 1000
  for (const text of answers) assertAccepted(answerOf<PushOutput>(text))
  return { operations: senders.length * batches * batchSize, seconds, latenciesMs }
}

function nextBatch(sender: Sender): Buffer {
  const { device, acts, nextSeq } = sender
  const operations = takeOperations(acts, { first: nextSeq, count: batchSize, actorId: device.personId })
  sender.nextSeq += batchSize
  return Buffer.from(JSON.stringify({ protocol: protocolVersion, operations, report: deviceReport }))
}

function assertAccepted(answer: PushOutput): void {
  const other = answer.kind === 'taken' ? answer.verdicts.find(({ verdict }) => verdict.kind !== 'accepted') : answer
  if (other) throw new Error(`An operation of the mix was not accepted: ${JSON.stringify(other)}`)
}

const hashOf = (text: string): number => [...text].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) | 0, 7)
