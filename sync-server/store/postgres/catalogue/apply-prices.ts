/** Prices: one for each price type and goods, for one base unit, made by the database alone. */
import type pg from 'pg'

/**
 * Of several units the base unit's price is taken; a package's price is divided, rounded half up. A currency that nobody
 * named is the price type's.
 */
export async function applyPrices(client: pg.ClientBase, org: string): Promise<void> {
  await client.query('analyze staged_prices')
  await client.query(
    `insert into wanted (kind, id, scopes, body)
     select 'price', p.id, array['prices:' || p.price_type_id],
            jsonb_build_object('id', p.id, 'priceTypeId', p.price_type_id, 'productId', p.goods_id,
                               'minor', p.minor, 'currency', p.currency)
     from (select distinct on (s.price_type_id, s.goods_id)
                  s.price_type_id || ':' || s.goods_id as id, s.price_type_id, s.goods_id,
                  round(s.minor * 1000.0 / s.coefficient)::bigint as minor,
                  coalesce(s.currency, w.body->>'currency', d.body->>'currency', 'RUB') as currency
           from staged_prices s
           left join wanted w on w.kind = 'priceType' and w.id = s.price_type_id
           left join documents d on d.org = $1 and d.kind = 'priceType' and d.id = s.price_type_id
           where s.coefficient > 0
           order by s.price_type_id, s.goods_id, (s.coefficient = 1000) desc, s.n desc) p`,
    [org],
  )
}
