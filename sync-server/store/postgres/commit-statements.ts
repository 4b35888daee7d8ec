/**
 * What a transaction writes, as few set-based statements. Rows travel as one array per column (`binary-arrays.ts`). The
 * statement `advance-clock` takes the clock's row lock and writes what carries its number: the feed and the operations
 * (S24). Rows to be changed are found by key in a lateral subquery and updated by their place: the planner cannot turn
 * that into a scan, whatever it believes about the tables; all of them are locked before.
 */
import type { Ref } from '../../../lib/domain/operation.ts'
import { parseAccount } from '../../../lib/domain/trade.ts'
import type { Owner, TransactionResult } from '../ports.ts'
import { bigintOf, booleanOf, columnsOf, textOf, type Columns } from './binary-arrays.ts'
import { operationColumns } from './operation-row.ts'

export type Statement = { name: string; text: string; values?: unknown[] }

type Change = { ref: Ref; scopes: string[]; left: string[]; isNew: boolean }

/** One statement answers one row, `clock`. `hasRow`: whether a locked owner's account has a row already. */
export function commitStatements(
  org: string,
  result: Partial<TransactionResult>,
  hasRow: (owner: Owner, account: string) => boolean,
): { statements: Statement[]; clockAt: number; scopes: string[] } {
  const { documents = [], derived = [], postings = [], outbox = [], redecided = [] } = result
  const entries = postings.map((posting) => ({ ...posting, ...parseAccount(posting.account) }))
  const accounts = sumOf(entries)
  const statements = [
    fill(insertDocuments, org, byRef(documents.filter(({ before }) => before === null)), documentColumns),
    fill(updateDocuments, org, byRef(documents.filter(({ before }) => before !== null)), documentColumns),
    fill(upsertDocuments, org, byRef(derived), documentColumns),
    fill(
      updateBalances,
      org,
      accounts.filter(({ owner, name }) => hasRow(owner, name)),
      accountColumns,
    ),
    fill(
      insertBalances,
      org,
      accounts.filter(({ owner, name }) => !hasRow(owner, name)),
      accountColumns,
    ),
    fill(insertLedger, org, entries, ledgerColumns),
    fill(insertOutbox, org, outbox, outboxColumns),
  ].flatMap((statement) => statement ?? [])
  const { statement: advance, scopes } = advanceFor(org, result)
  const late = fill(redecideOperations, org, redecided, redecidedColumns)
  return {
    statements: [...statements, advance, ...(late ? [late] : [])],
    clockAt: statements.length,
    scopes,
  }
}

type FeedRow = Ref & { n: number; scope: string; gone: boolean }

function advanceFor(org: string, result: Partial<TransactionResult>): { statement: Statement; scopes: string[] } {
  const { documents = [], derived = [], operations = [], devices = [] } = result
  const changes: Change[] = [
    ...documents.map(({ ref, before, scopes }) => ({
      ref,
      scopes,
      left: (before?.scopes ?? []).filter((scope) => !scopes.includes(scope)),
      isNew: before === null,
    })),
    ...derived.map(({ ref, scopes }) => ({ ref, scopes, left: [], isNew: false })),
  ]
  const firstTime: FeedRow[] = []
  const again: FeedRow[] = []
  for (const [index, { ref, scopes, left, isNew }] of changes.entries()) {
    const rows = isNew ? firstTime : again
    for (const scope of scopes) rows.push({ n: index + 1, scope, kind: ref.kind, id: ref.id, gone: false })
    for (const scope of left) rows.push({ n: index + 1, scope, kind: ref.kind, id: ref.id, gone: true })
  }
  return {
    statement: {
      ...advanceClock,
      values: [
        org,
        changes.length,
        ...columnsOf(firstTime, feedColumns),
        ...columnsOf(again, feedColumns),
        ...columnsOf(operations, operationColumns),
        ...columnsOf(devices, deviceColumns),
      ],
    },
    scopes: [...new Set([...firstTime, ...again].map(({ scope }) => scope))],
  }
}

function fill<Row>(statement: Statement, org: string, rows: Row[], columns: Columns<Row>): Statement | null {
  return rows.length === 0 ? null : { ...statement, values: [org, ...columnsOf(rows, columns)] }
}

const documentColumns: Columns<{ ref: Ref; scopes: string[]; body: unknown }> = [
  textOf(({ ref }) => ref.kind),
  textOf(({ ref }) => ref.id),
  textOf(({ scopes }) => arrayLiteral(scopes)),
  textOf(({ body }) => JSON.stringify(body)),
]

const feedColumns: Columns<FeedRow> = [
  bigintOf(({ n }) => n),
  textOf(({ scope }) => scope),
  textOf(({ kind }) => kind),
  textOf(({ id }) => id),
  booleanOf(({ gone }) => gone),
]

const deviceColumns: Columns<TransactionResult['devices'][number]> = [
  textOf(({ id }) => id),
  bigintOf(({ lastSeq }) => lastSeq),
]

const accountColumns: Columns<AccountChange> = [
  textOf(({ owner }) => owner.kind),
  textOf(({ owner }) => owner.id),
  textOf(({ name }) => name),
  bigintOf(({ delta }) => delta),
  booleanOf(({ floored }) => floored),
]

type LedgerEntry = TransactionResult['postings'][number] & { owner: Owner; name: string }

const ledgerColumns: Columns<LedgerEntry> = [
  textOf(({ owner }) => owner.kind),
  textOf(({ owner }) => owner.id),
  textOf(({ name }) => name),
  bigintOf(({ delta }) => delta),
  textOf(({ entry }) => entry),
  textOf(({ ref }) => ref.kind),
  textOf(({ ref }) => ref.id),
  textOf(({ deviceId }) => deviceId),
  bigintOf(({ seq }) => seq),
  bigintOf(({ at }) => at),
]

const outboxColumns: Columns<TransactionResult['outbox'][number]> = [
  textOf(({ key }) => key),
  textOf(({ topic }) => topic),
  textOf(({ subject }) => subject),
  textOf(({ body }) => JSON.stringify(body)),
]

const redecidedColumns: Columns<TransactionResult['redecided'][number]> = [
  textOf(({ deviceId }) => deviceId),
  bigintOf(({ seq }) => seq),
  textOf(({ verdict }) => JSON.stringify(verdict)),
  textOf(({ verdict }) => verdict.kind),
  textOf(({ by }) => by),
]

/** Arrays within arrays must all be of one length, so a row's array travels as text. */
const arrayLiteral = (texts: string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/[\\"]/g, '\\$&')}"`).join(',')}}`

/** One order for all, so that two transactions that make the same documents wait for each other and not in a circle. */
function byRef<T extends { ref: Ref }>(documents: T[]): T[] {
  return documents.toSorted((a, b) => compare(a.ref.kind, b.ref.kind) || compare(a.ref.id, b.ref.id))
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type AccountChange = { owner: Owner; name: string; delta: number; floored: boolean }

function sumOf(entries: LedgerEntry[]): AccountChange[] {
  const sums = new Map<string, AccountChange>()
  for (const { account, owner, name, delta, floored } of entries) {
    const sum = sums.get(account)
    if (!sum) sums.set(account, { owner, name, delta, floored })
    else Object.assign(sum, { delta: sum.delta + delta, floored: sum.floored || floored })
  }
  return [...sums.values()]
}

/**
 * Versions of another epoch are never given out again (S29): a row that a device kept from before a restore would pass
 * for the present one under an equal version, and no comparison would find it.
 */
export const epoch = '(select epoch from organisations where id = $1)'

const insertDocuments: Statement = {
  name: 'insert-documents',
  text: `insert into documents (org, kind, id, version, scopes, body)
         select $1, r.kind, r.id, ${epoch}, r.scopes::text[], r.body::jsonb
         from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as r (kind, id, scopes, body)`,
}

const updateDocuments: Statement = {
  name: 'update-documents',
  text: `update documents d set version = greatest(d.version + 1, ${epoch}), scopes = r.scopes::text[], body = r.body::jsonb
         from (
           select r.scopes, r.body, k.ctid as place
           from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as r (kind, id, scopes, body)
           cross join lateral (
             select k.ctid from documents k where k.org = $1 and k.kind = r.kind and k.id = r.id limit 1
           ) k
         ) r
         where d.ctid = r.place`,
}

const upsertDocuments: Statement = {
  name: 'upsert-documents',
  text: `insert into documents as d (org, kind, id, version, scopes, body)
         select $1, r.kind, r.id, ${epoch}, r.scopes::text[], r.body::jsonb
         from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as r (kind, id, scopes, body)
         on conflict (org, kind, id) do update
         set version = greatest(d.version + 1, ${epoch}), scopes = excluded.scopes, body = excluded.body`,
}

/** Not an upsert: its check would be asked of the delta alone before it found the row. */
const updateBalances: Statement = {
  name: 'update-balances',
  text: `update balances b set amount = b.amount + r.delta, floored = b.floored or r.floored
         from (
           select r.delta, r.floored, k.ctid as place
           from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::boolean[])
             as r (kind, id, name, delta, floored)
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
         select $1, r.* from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::boolean[]) as r`,
}

const insertLedger: Statement = {
  name: 'insert-ledger',
  text: `insert into ledger (org, owner_kind, owner_id, name, delta, entry, ref_kind, ref_id, device, seq, at)
         select $1, r.* from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
           $9::text[], $10::bigint[], $11::bigint[]) as r`,
}

/** GA4: an entry that waits gives way to a newer one of its subject; one that was sent is history. */
const insertOutbox: Statement = {
  name: 'insert-outbox',
  text: `with r as materialized (
           select * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as r (key, topic, subject, body)
         ), replaced as (
           delete from outbox o using (
             select k.ctid as place from r cross join lateral (
               select k.ctid from outbox k
               where k.org = $1 and k.topic = r.topic and k.subject = r.subject and k.state = 'waiting'
                 and k.key <> r.key offset 0
             ) k
           ) k where o.ctid = k.place
         )
         insert into outbox (org, key, topic, subject, body) select $1, r.key, r.topic, r.subject, r.body::jsonb from r
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
           from unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[]) as r (n, scope, kind, id, gone), c
         ), again as (
           insert into feed (org, scope, seq, kind, id, gone)
           select $1, r.scope, c.clock - $2::bigint + r.n, r.kind, r.id, r.gone
           from unnest($8::bigint[], $9::text[], $10::text[], $11::text[], $12::boolean[])
             as r (n, scope, kind, id, gone), c
           on conflict (org, scope, kind, id) do update set seq = excluded.seq, gone = excluded.gone
         ), journal as (
           insert into operations (org, device, seq, actor, kind, target_kind, target_id, payload, made_at,
             clock_offset_ms, schema, arrived_at, verdict, verdict_kind, brought_by, clock)
           select $1, r.device, r.seq, r.actor, r.kind, r.target_kind, r.target_id, r.payload::jsonb, r.made_at,
             r.clock_offset_ms, r.schema, r.arrived_at, r.verdict::jsonb, r.verdict_kind, r.brought_by, c.clock
           from unnest($13::text[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],
             $20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::text[], $25::text[], $26::text[])
             as r (device, seq, actor, kind, target_kind, target_id, payload, made_at, clock_offset_ms, schema,
               arrived_at, verdict, verdict_kind, brought_by), c
         ), numbered as (
           update devices d set last_seq = r.last_seq
           from (
             select r.last_seq, k.ctid as place
             from unnest($27::text[], $28::bigint[]) as r (id, last_seq)
             cross join lateral (select k.ctid from devices k where k.org = $1 and k.id = r.id limit 1) k, c
           ) r
           where d.ctid = r.place
         )
         select (select clock from c) as clock, 1 / (select count(*)::integer from c) as organisations`,
}

/** After the clock, whose new value it takes. */
const redecideOperations: Statement = {
  name: 'redecide-operations',
  text: `update operations o
         set verdict = r.verdict::jsonb, verdict_kind = r.verdict_kind, decided_by = r.by,
           clock = (select clock from organisations where id = $1)
         from (
           select r.*, k.ctid as place
           from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])
             as r (device, seq, verdict, verdict_kind, by)
           cross join lateral (
             select k.ctid from operations k where k.org = $1 and k.device = r.device and k.seq = r.seq limit 1
           ) k
         ) r
         where o.ctid = r.place`,
}
