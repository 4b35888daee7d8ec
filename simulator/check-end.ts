/** What must hold when all faults are over and everybody is online again. */
import { isDeepStrictEqual } from 'node:util'
import { refKey, type Account } from '../lib/domain/operation.ts'
import type { Customer } from '../lib/domain/customer/customer.ts'
import type { Order } from '../lib/domain/order/order.ts'
import type { Receipt } from '../lib/domain/till/receipt.ts'
import type { Shift } from '../lib/domain/till/shift.ts'
import { markKind } from '../lib/sync/numbering.ts'
import type { LocalOperation } from '../lib/sync/ports.ts'
import type { StoredOperation } from '../sync-server/store/ports.ts'
import { addOrderMoney, addShift, type Add } from '../sync-server/testing/money-of-documents.ts'
import { openings } from './company.ts'
import { addReceipt, checkNumbers, checkOrderMoney, checkReturned } from './check-till.ts'
import type { SimDevice } from './device.ts'
import { markOf, marksOf } from './marked-trade.ts'
import type { ServerFarm } from './server-farm.ts'

/** An act that a screen called done. */
export type Promised = { device: SimDevice; mark: string; seq: number; at: number }

export type EndOptions = {
  devices: SimDevice[]
  farm: ServerFarm
  promised: Promised[]
  /** Marks of accepted operations that changed nothing. */
  changedNothing: ReadonlySet<string>
  fail: (text: string) => void
}

export function checkEnd({ devices, farm, promised, changedNothing, fail }: EndOptions): void {
  const organisation = farm.organisation()
  const journal = new Map<string, StoredOperation[]>()
  for (const stored of organisation.journal) {
    if ('lost' in stored.operation) continue
    const mark = markOf(stored.operation)
    journal.set(mark, [...(journal.get(mark) ?? []), stored])
  }
  for (const [mark, stored] of journal) {
    if (stored.length > 1) fail(`nothing twice: ${mark} was taken ${stored.length} times`)
  }
  for (const { device, mark, seq } of promised) {
    if (!journal.has(mark) && !device.lossy) fail(`nothing lost: ${device.id} ${seq} "${mark}" was done and is nowhere`)
  }
  for (const device of devices) checkDevice(device, farm, fail)
  for (const { verdict, operation } of organisation.journal) {
    if (verdict.kind === 'held') fail(`${operation.deviceId} ${operation.seq} is still held`)
    const device = devices.find(({ id }) => id === operation.deviceId)
    if (verdict.kind === 'lost' && device && !device.lossy) fail(`${device.id} ${operation.seq} was lost for no reason`)
  }
  checkMarks(organisation, journal, changedNothing, fail)
  checkLedger(farm, fail)
  checkNumbers(devices, farm, fail)
}

function checkDevice(device: SimDevice, farm: ServerFarm, fail: (text: string) => void): void {
  const { id, disk } = device
  const organisation = farm.organisation()
  const operations = disk.operations()
  for (const operation of operations) checkOperation(device, operation, farm, fail)
  if (!device.lossy) {
    const holes = operations.filter((operation, i) => operation.seq !== i + 1)
    if (holes[0]) fail(`S2 ${id}: numbers have a gap before ${holes[0].seq}`)
  }
  // The mark of numbers that were used before an eviction is no work: nobody sends it, and a restored server may stand below.
  const last = operations.filter(({ kind }) => kind !== markKind).at(-1)?.seq ?? 0
  const known = organisation.devices.get(id) ?? 0
  // The newest operation may be the damaged one.
  const isWrong = device.lossy ? last > known : last !== known
  if (isWrong) fail(`${id}: its last number is ${last}, the server's ${known}`)

  const granted = new Set(farm.grants(id))
  const expected = new Map(
    [...organisation.documents.values()]
      .filter(({ scopes }) => scopes.some((scope) => granted.has(scope)))
      .map((document) => [refKey(document.ref), document]),
  )
  const rows = new Map(disk.rows().map((row) => [refKey(row.ref), row]))
  for (const [key, { version, body, scopes }] of expected) {
    const row = rows.get(key)
    if (!row) {
      fail(`${id}: ${key} is missing`)
      continue
    }
    if (row.version !== version) fail(`${id}: ${key} is at version ${row.version}, the server's at ${version}`)
    else if (!isDeepStrictEqual(row.body, body)) fail(`${id}: ${key} differs from the server's`)
    if (row.pending !== 0) fail(`${id}: ${key} still counts ${row.pending} pending`)
    const held = scopes.filter((scope) => granted.has(scope)).sort()
    if (!isDeepStrictEqual(row.scopes, held))
      fail(`${id}: ${key} is held through ${row.scopes.join()}, not ${held.join()}`)
  }
  for (const key of rows.keys()) if (!expected.has(key)) fail(`S9 ${id}: ${key} is here and should not be`)
}

function checkOperation(
  { id, lossy }: SimDevice,
  operation: LocalOperation,
  farm: ServerFarm,
  fail: (text: string) => void,
): void {
  const { seq, state } = operation
  if (state === 'lost' && lossy) return
  const stored = farm.organisation().operation(id, seq)
  if (!stored) fail(`${id} ${seq} never arrived`)
  else if (!('lost' in stored.operation) && markOf(stored.operation) !== markOf(operation)) {
    fail(`${id} ${seq} is another operation on the server`)
  } else if (stored.verdict.kind !== state) fail(`${id} ${seq} is ${state} here, ${stored.verdict.kind} on the server`)
  if (!operation.settled) fail(`${id} ${seq} (${state}) never settled`)
  if (state === 'refused' && operation.seen) fail(`S6 ${id} ${seq} was refused and left the tray unseen`)
}

/** Every accepted operation stands in its document once; nothing else does. */
function checkMarks(
  organisation: ReturnType<ServerFarm['organisation']>,
  journal: Map<string, StoredOperation[]>,
  changedNothing: ReadonlySet<string>,
  fail: (text: string) => void,
): void {
  const inDocuments = new Set<string>()
  for (const { ref, body } of organisation.documents.values()) {
    for (const mark of marksOf(body)) {
      if (inDocuments.has(mark)) fail(`nothing twice: ${refKey(ref)} holds ${mark} again`)
      inDocuments.add(mark)
      if (journal.get(mark)?.[0]?.verdict.kind !== 'accepted')
        fail(`${refKey(ref)} holds ${mark}, which was not accepted`)
    }
  }
  for (const [mark, [stored]] of journal) {
    if (stored?.verdict.kind !== 'accepted' || changedNothing.has(mark)) continue
    if (!inDocuments.has(mark)) fail(`nothing lost: ${mark} was accepted and stands in no document`)
  }
}

const owning: readonly string[] = ['balance', 'stock', 'register', 'returned']

/** The ledger says what the orders, receipts and deposits say. */
function checkLedger(farm: ServerFarm, fail: (text: string) => void): void {
  const organisation = farm.organisation()
  const ledger = new Map<Account, number>()
  for (const { account, delta } of organisation.ledger) ledger.set(account, (ledger.get(account) ?? 0) + delta)

  const expected = new Map<Account, number>()
  const add = (account: Account, delta: number): void =>
    void expected.set(account, (expected.get(account) ?? 0) + delta)
  for (const { account, delta } of openings) add(account, delta)
  const onOrders = new Set<string>()
  for (const { ref, body } of organisation.documents.values())
    if (ref.kind === 'order') for (const { id } of (body as Order).returns ?? []) onOrders.add(id)
  for (const { ref, body } of organisation.documents.values()) {
    if (ref.kind === 'customer')
      for (const { amountMinor } of (body as Customer).deposits) add(`balance/${ref.id}/deposit`, amountMinor)
    if (ref.kind === 'order') addOrder(body as Order, add)
    if (ref.kind === 'receipt') addReceipt(body as Receipt, onOrders.has(ref.id), add)
    if (ref.kind === 'shift') addShift(body as Shift, add)
  }
  checkReturned(organisation, ledger, fail)
  checkOrderMoney(organisation, fail)
  for (const account of new Set([...ledger.keys(), ...expected.keys()])) {
    if (account.startsWith('returned/')) continue
    const [says, should] = [ledger.get(account) ?? 0, expected.get(account) ?? 0]
    if (says !== should) fail(`the ledger says ${says} for ${account}, the documents say ${should}`)
  }
  for (const { ref, body } of organisation.documents.values()) {
    if (!owning.includes(ref.kind)) continue
    for (const [name, amount] of Object.entries((body as { amounts: Record<string, number> }).amounts)) {
      const says = ledger.get(`${ref.kind}/${ref.id}/${name}` as Account) ?? 0
      if (says !== amount) fail(`${refKey(ref)} shows ${name} ${amount}, its ledger says ${says}`)
    }
  }
}

function addOrder(order: Order, add: Add): void {
  const { customerId, points, lines, state } = order
  const account = (name: string): Account => `balance/${customerId}/${name}`
  addOrderMoney(order, add)
  if (points && points.state !== 'released') add(account('points'), -points.amount)
  if (points?.state === 'held') add(account('pointsHeld'), points.amount)
  for (const line of lines) {
    if (!line.stocked) continue
    add(`stock/${line.productId}/issued`, line.deliveredMilli - (line.returnedMilli ?? 0))
    if (state === 'accepted' || state === 'inDelivery') {
      add(`stock/${line.productId}/reserved`, line.quantityMilli - line.cancelledMilli - line.deliveredMilli)
    }
  }
}
