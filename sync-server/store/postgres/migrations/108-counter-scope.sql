-- Orders that a till can take money for stand in a scope of their own (decision 012): those of before as well. No device has
-- a cursor there yet, so any place in its feed is as good as another.
with moved as (
  update documents set scopes = array_append(scopes, 'counter')
  where kind = 'order' and not 'counter' = any (scopes)
    and (
      body ->> 'state' in ('draft', 'accepted', 'inDelivery')
      or (body -> 'invoice' ->> 'state' <> 'voided'
          and (body -> 'invoice' ->> 'totalMinor')::bigint > (body -> 'invoice' ->> 'paidMinor')::bigint)
    )
  returning org, kind, id, version
)
insert into feed (org, scope, seq, kind, id, gone)
select org, 'counter', version, kind, id, false from moved;
