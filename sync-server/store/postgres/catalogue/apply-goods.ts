/** Goods: what was staged is heard, then the documents of all goods it concerns are made anew. */
import type pg from 'pg'
import type { Product } from '../../../../lib/domain/catalogue/catalogue.ts'
import type { OfferRecord, ProductRecord } from '../../../exchange/commerceml/records.ts'
import { inBatches } from './cursor.ts'
import { productDocument } from './product-document.ts'
import { hear, type GoodsTold } from './told.ts'
import { want } from './wanted.ts'

type StagedRow = {
  id: string
  sent_id: string
  parent_id: string | null
  records: (ProductRecord | OfferRecord)[]
  told: GoodsTold | null
}
type GoodsRow = {
  id: string
  parent_id: string | null
  told: GoodsTold
  parent_told: GoodsTold | null
  present: Product | null
}

export async function applyGoods(
  client: pg.ClientBase,
  org: string,
  { units, hasNewUnits }: { units: ReadonlyMap<string, string>; hasNewUnits: boolean },
): Promise<void> {
  await client.query(`create index on staged_told (id) where kind = 'goods'`)
  await client.query('analyze staged_told')
  await hearGoods(client, org)
  const batches = inBatches<GoodsRow>(client, 'concerned', concerned(hasNewUnits), [org])
  for await (const rows of batches) {
    const documents = rows.map(({ id, parent_id, told, parent_told, present }) =>
      productDocument({
        id,
        own: told,
        parent: parent_id === null ? null : { id: parent_id, told: parent_told },
        present,
        units,
      }),
    )
    await want(
      client,
      documents.flatMap((body) => (body ? [{ kind: 'product', id: body.id, scopes: ['catalog'], body }] : [])),
    )
  }
}

async function hearGoods(client: pg.ClientBase, org: string): Promise<void> {
  const batches = inBatches<StagedRow>(
    client,
    'staged_goods',
    `select s.id, (array_agg(s.sent_id order by s.n))[1] as sent_id, max(s.parent_id) as parent_id,
            jsonb_agg(s.record order by s.n) as records,
            (select t.told from catalogue_told t where t.org = $1 and t.kind = 'goods' and t.id = s.id) as told
     from staged_told s where s.kind = 'goods' group by s.id`,
    [org],
  )
  for await (const rows of batches) {
    const heard = rows.map(({ id, sent_id, parent_id, records, told }) => ({
      id,
      sent_id,
      parent_id,
      told: records.reduce(hear, told ?? {}),
    }))
    await client.query(
      `insert into catalogue_told (org, kind, id, sent_id, parent_id, told)
       select $1, 'goods', r.* from jsonb_to_recordset($2::jsonb) r (id text, sent_id text, parent_id text, told jsonb)
       on conflict (org, kind, id) do update set told = excluded.told
       where catalogue_told.told is distinct from excluded.told`,
      [org, JSON.stringify(heard)],
    )
  }
}

/** Goods that were mentioned, and their variants, which inherit from them; all goods when the names of units changed. */
function concerned(all: boolean): string {
  const mentioned = `g.id in (select id from staged_told where kind = 'goods'
                              union select v.id from staged_told s
                              join catalogue_told v on v.org = $1 and v.parent_id = s.id where s.kind = 'goods')`
  return `select g.id, g.parent_id, g.told, p.told as parent_told, d.body as present
          from catalogue_told g
          left join catalogue_told p on p.org = g.org and p.kind = 'goods' and p.id = g.parent_id
          left join documents d on d.org = g.org and d.kind = 'product' and d.id = g.id
          where g.org = $1 and g.kind = 'goods' and ${all ? 'true' : mentioned}`
}
