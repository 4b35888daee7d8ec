/**
 * What a transaction writes, as few set-based statements. Each takes its rows as one JSON text. The last one advances the
 * clock, and with the clock's row locked writes what carries its number: the feed and the operations (S24).
 */
import type { Ref } from '../../../lib/domain/operation.ts'
import { parseAccount } from '../../../lib/domain/trade.ts'
import type { Owner, TransactionResult } from '../ports.ts'
import { toOperationRow } from './operation-row.ts'

export type Statement = { name: string; text: string; values?: unknown[] }

type Change = { ref: Ref; scopes: string[]; left: string[]; isNew: boolean }

type FeedRow = Ref & { n: number; scope: string; gone: boolean }

/** One statement answers one row, `clock`. `hasRow`: whether a locked owner's account has a row already. */
export function commitStatements(
  org: string,
  result: Partial<TransactionResult>,
  hasRow: (owner: Owner, account: string) => boolean,
): { statements: Statement[]; clockAt: number; scopes: string[] } {
  const {
    documents = [],
    derived = [],
    postings = [],
    outbox = [],
    redecided = [],
    operations = [],
    devices = [],
  } = result
  const changes: Change[] = [
    ...documents.map(({ ref, before, scopes }) => ({
      ref,
      scopes,
      left: (before?.scopes ?? []).filter((scope) => !scopes.includes(scope)),
      isNew: before === null,
    })),
    ...derived.map(({ ref, scopes }) => ({ ref, scopes, left: [], isNew: false })),
  ]
  const fed = { firstTime: [] as FeedRow[], again: [] as FeedRow[] }
  for (const [index, { ref, scopes, left, isNew }] of changes.entries()) {
    const rows = isNew ? fed.firstTime : fed.again
    for (const scope of scopes) rows.push({ n: index + 1, scope, ...ref, gone: false })
    for (const scope of left) rows.push({ n: index + 1, scope, ...ref, gone: true })
  }
  const accounts = sumOf(postings)
  const statements = [
    rowsFor(insertDocuments, org, byRef(documents.filter(({ before }) => before === null)).map(documentRow)),
    rowsFor(updateDocuments, org, byRef(documents.filter(({ before }) => before !== null)).map(documentRow)),
    rowsFor(upsertDocuments, org, byRef(derived).map(documentRow)),
    rowsFor(updateBalances, org, accounts.filter(({ owner, name }) => hasRow(owner, name)).map(accountRow)),
    rowsFor(insertBalances, org, accounts.filter(({ owner, name }) => !hasRow(owner, name)).map(accountRow)),
    rowsFor(insertLedger, org, postings.map(ledgerRow)),
    rowsFor(insertOutbox, org, outbox),
  ].flatMap((statement) => statement ?? [])
  const advance = {
    ...advanceClock,
    values: [
      org,
      changes.length,
      JSON.stringify(fed.firstTime),
      JSON.stringify(fed.again),
      JSON.stringify(operations.map(toOperationRow)),
      JSON.stringify(devices.map(({ id, lastSeq }) => ({ id, last_seq: lastSeq }))),
    ],
  }
  const late = rowsFor(redecideOperations, org, redecided.map(redecidedRow))
  return {
    statements: [...statements, advance, ...(late ? [late] : [])],
    clockAt: statements.length,
    scopes: [...new Set([...fed.firstTime, ...fed.again].map(({ scope }) => scope))],
  }
}

function rowsFor(statement: Statement, org: string, rows: object[]): Statement | null {
  return rows.length === 0 ? null : { ...statement, values: [org, JSON.stringify(rows)] }
}

const documentRow = ({ ref, scopes, body }: { ref: Ref; scopes: string[]; body: unknown }) => ({ ...ref, scopes, body })

/** One order for all, so that two transactions that make the same documents wait for each other and not in a circle. */
function byRef<T extends { ref: Ref }>(documents: T[]): T[] {
  return documents.toSorted((a, b) => compare(a.ref.kind, b.ref.kind) || compare(a.ref.id, b.ref.id))
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type AccountChange = { owner: Owner; name: string; delta: number; floored: boolean }

function sumOf(postings: TransactionResult['postings']): AccountChange[] {
  const sums = new Map<string, AccountChange>()
  for (const { account, delta, floored } of postings) {
    const sum = sums.get(account)
    if (!sum) sums.set(account, { ...parseAccount(account), delta, floored })
    else Object.assign(sum, { delta: sum.delta + delta, floored: sum.floored || floored })
  }
  return [...sums.values()]
}

const accountRow = ({ owner, name, delta, floored }: AccountChange) => ({
  kind: owner.kind,
  id: owner.id,
  name,
  delta,
  floored,
})

function ledgerRow({ account, delta, entry, ref, deviceId, seq, at }: TransactionResult['postings'][number]) {
  const { owner, name } = parseAccount(account)
  return {
    kind: owner.kind,
    id: owner.id,
    name,
    delta,
    entry,
    ref_kind: ref.kind,
    ref_id: ref.id,
    device: deviceId,
    seq,
    at,
  }
}

const redecidedRow = ({ deviceId, seq, verdict, by }: TransactionResult['redecided'][number]) => ({
  device: deviceId,
  seq,
  verdict,
  verdict_kind: verdict.kind,
  by,
})

const insertDocuments: Statement = {
  name: 'insert-documents',
  text: `insert into documents (org, kind, id, version, scopes, body)
         select $1, r.kind, r.id, 1, r.scopes, r.body
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, scopes text[], body jsonb)`,
}

const updateDocuments: Statement = {
  name: 'update-documents',
  text: `update documents d set version = d.version + 1, scopes = r.scopes, body = r.body
         from (
           select r.scopes, r.body, k.ctid as place
           from jsonb_to_recordset($2::jsonb) as r (kind text, id text, scopes text[], body jsonb)
           cross join lateral (
             select k.ctid from documents k where k.org = $1 and k.kind = r.kind and k.id = r.id limit 1
           ) k
         ) r
         where d.ctid = r.place`,
}

const upsertDocuments: Statement = {
  name: 'upsert-documents',
  text: `insert into documents as d (org, kind, id, version, scopes, body)
         select $1, r.kind, r.id, 1, r.scopes, r.body
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, scopes text[], body jsonb)
         on conflict (org, kind, id) do update
         set version = d.version + 1, scopes = excluded.scopes, body = excluded.body`,
}

/** Not an upsert: its check would be asked of the delta alone before it found the row. */
const updateBalances: Statement = {
  name: 'update-balances',
  text: `update balances b set amount = b.amount + r.delta, floored = b.floored or r.floored
         from (
           select r.delta, r.floored, k.ctid as place
           from jsonb_to_recordset($2::jsonb) as r (kind text, id text, name text, delta bigint, floored boolean)
           cross join lateral (
             select k.ctid from balances k
             where k.org = $1 and k.owner_kind = r.kind and k.owner_id = r.id and k.name = r.name limit 1
           ) k
         ) r
         where b.ctid = r.place`,
}

const insertBalances: Statement = {
  name: 'insert-balances',
  text: `insert into balances (org, owner_kind, owner_id, name, amount, floored)
         select $1, r.kind, r.id, r.name, r.delta, r.floored
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, name text, delta bigint, floored boolean)`,
}

const insertLedger: Statement = {
  name: 'insert-ledger',
  text: `insert into ledger (org, owner_kind, owner_id, name, delta, entry, ref_kind, ref_id, device, seq, at)
         select $1, r.kind, r.id, r.name, r.delta, r.entry, r.ref_kind, r.ref_id, r.device, r.seq, r.at
         from jsonb_to_recordset($2::jsonb) as r (kind text, id text, name text, delta bigint, entry text,
           ref_kind text, ref_id text, device text, seq bigint, at bigint)`,
}

/** GA4: an entry that waits gives way to a newer one of its subject; one that was sent is history. */
const insertOutbox: Statement = {
  name: 'insert-outbox',
  text: `with r as materialized (
           select * from jsonb_to_recordset($2::jsonb) as r (key text, topic text, subject text, body jsonb)
         ), replaced as (
           delete from outbox o using (
             select k.ctid as place from r cross join lateral (
               select k.ctid from outbox k
               where k.org = $1 and k.topic = r.topic and k.subject = r.subject and k.state = 'waiting'
                 and k.key <> r.key offset 0
             ) k
           ) k where o.ctid = k.place
         )
         insert into outbox (org, key, topic, subject, body) select $1, r.key, r.topic, r.subject, r.body from r
         on conflict (org, topic, subject, key) do update
         set body = excluded.body, state = 'waiting', attempts = 0, next_at = now(), error = null, sent_at = null`,
}

/** Fails (division by zero) when there is no such organisation: then nothing of the transaction stays. */
const advanceClock: Statement = {
  name: 'advance-clock',
  text: `with c as (
           update organisations set clock = clock + $2::bigint where id = $1 returning clock
         ), first_time as (
           insert into feed (org, scope, seq, kind, id, gone)
           select $1, r.scope, c.clock - $2::bigint + r.n, r.kind, r.id, r.gone
           from jsonb_to_recordset($3::jsonb) as r (n bigint, scope text, kind text, id text, gone boolean), c
         ), again as (
           insert into feed (org, scope, seq, kind, id, gone)
           select $1, r.scope, c.clock - $2::bigint + r.n, r.kind, r.id, r.gone
           from jsonb_to_recordset($4::jsonb) as r (n bigint, scope text, kind text, id text, gone boolean), c
           on conflict (org, scope, kind, id) do update set seq = excluded.seq, gone = excluded.gone
         ), journal as (
           insert into operations (org, device, seq, actor, kind, target_kind, target_id, payload, made_at,
             clock_offset_ms, schema, arrived_at, verdict, verdict_kind, clock)
           select $1, r.device, r.seq, r.actor, r.kind, r.target_kind, r.target_id, r.payload, r.made_at,
             r.clock_offset_ms, r.schema, r.arrived_at, r.verdict, r.verdict_kind, c.clock
           from jsonb_to_recordset($5::jsonb) as r (device text, seq bigint, actor text, kind text, target_kind text,
             target_id text, payload jsonb, made_at bigint, clock_offset_ms bigint, schema integer, arrived_at bigint,
             verdict jsonb, verdict_kind text), c
         ), numbered as (
           update devices d set last_seq = r.last_seq
           from (
             select r.last_seq, k.ctid as place
             from jsonb_to_recordset($6::jsonb) as r (id text, last_seq bigint)
             cross join lateral (select k.ctid from devices k where k.org = $1 and k.id = r.id limit 1) k, c
           ) r
           where d.ctid = r.place
         )
         select (select clock from c) as clock, 1 / (select count(*)::integer from c) as organisations`,
}

/** After the clock, whose new value it takes. `between`: on an empty table, equality lets the planner take a worse index. */
const redecideOperations: Statement = {
  name: 'redecide-operations',
  text: `update operations o
         set verdict = r.verdict, verdict_kind = r.verdict_kind, decided_by = r.by,
           clock = (select clock from organisations where id = $1)
         from (
           select r.*, k.ctid as place
           from jsonb_to_recordset($2::jsonb) as r (device text, seq bigint, verdict jsonb, verdict_kind text, by text)
           cross join lateral (
             select k.ctid from operations k where k.org = $1 and k.device = r.device and k.seq between r.seq and r.seq limit 1
           ) k
         ) r
         where o.ctid = r.place`,
}
