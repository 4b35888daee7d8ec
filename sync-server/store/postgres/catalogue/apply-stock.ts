/**
 * Stock: each figure told becomes what the ledger's account `onHand:<warehouse>` stands at, by a posting of the
 * difference. Reserves are other accounts and are not touched.
 *
 * - A full file names only the warehouses that have something: for goods it has a figure of, the others stand at 0. A
 *   file of changes touches only what it names.
 * - One figure for the whole company (account `onHand:`) and figures by warehouse replace each other.
 */
import type pg from 'pg'

/**
 * Makes the rows that stand for the ledger's owners. Before the transaction and not in it: one that makes rows and locks
 * others at the same time could wait in a circle with an order's.
 */
export async function ensureAnchors(client: pg.ClientBase, org: string): Promise<void> {
  await client.query(
    `insert into balances (org, owner_kind, owner_id, name, amount, floored)
     select $1, 'stock', s.goods_id, '', 0, false from (select distinct goods_id from staged_stock) s
     where not exists (select from balances b
                       where b.org = $1 and b.owner_kind = 'stock' and b.owner_id = s.goods_id and b.name = '')
     order by s.goods_id on conflict do nothing`,
    [org],
  )
}

/** Locks the owners as every transaction that posts does, anchors first, in one order. Returns how many accounts moved. */
export async function applyStock(
  client: pg.ClientBase,
  org: string,
  run: { device: string; seq: number; runId: string; now: number },
): Promise<number> {
  await client.query(`
    create temp table told_stock on commit drop as
      select distinct on (goods_id, warehouse_id) goods_id, 'onHand:' || warehouse_id as name, milli, is_whole
      from staged_stock order by goods_id, warehouse_id, n desc;
    analyze told_stock`)
  await client.query(
    `select from balances where org = $1 and owner_kind = 'stock' and name = ''
     and owner_id in (select goods_id from told_stock) order by owner_id for no key update`,
    [org],
  )
  await client.query(
    `create temp table moved_stock (goods_id text, name text, delta bigint, is_new boolean) on commit drop`,
  )
  const { rowCount } = await client.query(
    `insert into moved_stock
     select coalesce(t.goods_id, b.owner_id), coalesce(t.name, b.name),
            coalesce(t.milli, 0) - coalesce(b.amount, 0), b.name is null
     from told_stock t
     full join (select b.owner_id, b.name, b.amount from balances b
                where b.org = $1 and b.owner_kind = 'stock' and b.name like 'onHand:%'
                  and b.owner_id in (select goods_id from told_stock)) b
       on b.owner_id = t.goods_id and b.name = t.name
     where coalesce(t.milli, 0) is distinct from b.amount
       and (t.name is not null or exists (
             select from told_stock o where o.goods_id = b.owner_id
                and (o.is_whole or (o.name = 'onHand:') <> (b.name = 'onHand:'))))`,
    [org],
  )
  await post(client, org, run)
  return rowCount ?? 0
}

async function post(
  client: pg.ClientBase,
  org: string,
  { device, seq, runId, now }: { device: string; seq: number; runId: string; now: number },
): Promise<void> {
  await client.query(
    `update balances b set amount = b.amount + m.delta from moved_stock m
     where b.org = $1 and b.owner_kind = 'stock' and b.owner_id = m.goods_id and b.name = m.name and not m.is_new`,
    [org],
  )
  await client.query(
    `insert into balances (org, owner_kind, owner_id, name, amount, floored)
     select $1, 'stock', goods_id, name, delta, false from moved_stock where is_new`,
    [org],
  )
  await client.query(
    `insert into ledger (org, owner_kind, owner_id, name, delta, entry, ref_kind, ref_id, device, seq, at)
     select $1, 'stock', goods_id, name, delta, 'import', 'import', $2, $3, $4, $5 from moved_stock where delta <> 0`,
    [org, runId, device, seq, now],
  )
  await client.query(
    `insert into wanted (kind, id, scopes, body)
     select 'stock', b.owner_id, array['stock'],
            jsonb_build_object('id', b.owner_id, 'amounts', jsonb_object_agg(b.name, b.amount))
     from balances b
     where b.org = $1 and b.owner_kind = 'stock' and b.name <> '' and b.owner_id in (select goods_id from moved_stock)
     group by b.owner_id`,
    [org],
  )
}
