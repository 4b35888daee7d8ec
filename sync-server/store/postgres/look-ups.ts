/**
 * What a transaction reads and locks. `$1` is the organisation. Keys come as arrays; each is looked up by a lateral
 * subquery with a limit, which the planner can only run as one index look-up per key, in the order given: so a plan made
 * while the tables are empty is right when they are full, and locks are taken in one order.
 */
import type { Statement } from './commit-statements.ts'

export const lockDevices: Statement = {
  name: 'lock-devices',
  text: `select id, last_seq from devices where org = $1 and id = any ($2::text[]) order by id for no key update`,
}

export const sentOperations: Statement = {
  name: 'sent-operations',
  text: `select * from operations where org = $1 and device = $2 and seq between $3 and $4 order by seq`,
}

export const lockHeldOperation: Statement = {
  name: 'lock-held-operation',
  text: `select * from operations where org = $1 and device = $2 and seq = $3 for no key update`,
}

/**
 * In memory only, so an order costs the database nothing but a look. Names fall into few classes (below zero, where nobody
 * else's advisory locks are): a batch of any size takes few locks, and acts on different names that share a class merely
 * wait for each other. In one order and at once as strong as needed, so that nobody waits in a circle.
 */
export const holdNames: Statement = {
  name: 'hold-names',
  text: `select case when h.alone then pg_advisory_xact_lock(h.class) else pg_advisory_xact_lock_shared(h.class) end
         from (
           select -1 - (hashtextextended($1 || '/' || r.kind || '/' || r.id, 0) & 63) as class, bool_or(r.alone) as alone
           from unnest($2::text[], $3::text[], $4::boolean[]) as r (kind, id, alone)
           group by 1 order by 1
         ) h`,
}

export const lockDocuments: Statement = {
  name: 'lock-documents',
  text: `select d.kind, d.id, d.version, d.scopes, d.body
         from (select r.kind, r.id from unnest($2::text[], $3::text[]) as r (kind, id) order by 1, 2) r
         cross join lateral (
           select * from documents d where d.org = $1 and d.kind = r.kind and d.id = r.id
           limit 1 for no key update
         ) d`,
}

/** With the clock of the same snapshot. */
export const readDocuments: Statement = {
  name: 'read-documents',
  text: `select d.kind, d.id, d.version, d.scopes, d.body, (select clock from organisations where id = $1) as clock
         from unnest($2::text[], $3::text[]) as r (kind, id)
         cross join lateral (
           select * from documents d where d.org = $1 and d.kind = r.kind and d.id = r.id limit 1
         ) d`,
}

/** The feed knows which documents of a kind stand in a scope. */
export const listDocuments: Statement = {
  name: 'list-documents',
  text: `select f.id from feed f
         cross join lateral (
           select d.body->>$4::text as value from documents d
           where d.org = $1 and d.kind = $3 and d.id = f.id limit 1
         ) d
         where f.org = $1 and f.scope = $2 and f.kind = $3 and not f.gone and d.value = any ($5::text[])`,
}

export const lockAnchors: Statement = {
  name: 'lock-owners',
  text: `select 1 from (
           select distinct o.kind, o.id from unnest($2::text[], $3::text[]) as o (kind, id) order by 1, 2
         ) o
         cross join lateral (
           select 1 from balances b where b.org = $1 and b.owner_kind = o.kind and b.owner_id = o.id and b.name = ''
           limit 1 for no key update
         ) b`,
}

/** A statement of its own: it must see what was committed while the locking one waited. */
export const readAccounts: Statement = {
  name: 'read-accounts',
  text: `select b.owner_kind, b.owner_id, b.name, b.amount from unnest($2::text[], $3::text[]) as o (kind, id)
         cross join lateral (
           select * from balances b
           where b.org = $1 and b.owner_kind = o.kind and b.owner_id = o.id and b.name > '' offset 0
         ) b`,
}

/** `$1` is the sequence. */
export const orderNumbers: Statement = {
  name: 'order-numbers',
  text: `select nextval($1::regclass) as number from generate_series(1, $2::int)`,
}
