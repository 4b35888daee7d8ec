-- One phone, one customer. The documents `phone` (in no scope, so no device sees them) follow every change of a customer's
-- phones in the same transaction; their primary key refuses a second owner, also when two processes are at it at once.
-- The loser's transaction conflicts and is decided again, and then `decide` sees whose the phone is.

create function keep_phones() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from documents d using jsonb_array_elements_text(old.body->'phones') phone
     where d.org = new.org and d.kind = 'phone' and d.id = phone
       and not (new.body->'phones' ? phone) and d.body->>'customerId' = new.id;
  end if;
  -- Those that stay keep their owner's name current. In one order, so that two customers never wait crosswise.
  insert into documents (org, kind, id, version, scopes, body)
  select new.org, 'phone', phone, 1, '{}',
         jsonb_build_object('id', phone, 'customerId', new.id, 'name', new.body->>'name')
    from (select distinct phone from jsonb_array_elements_text(new.body->'phones') phone order by phone) phones
  on conflict (org, kind, id) do update
     set body = excluded.body, version = documents.version + 1
   where documents.body->>'customerId' = new.id;
  if exists (select from jsonb_array_elements_text(new.body->'phones') phone
              join documents d on d.org = new.org and d.kind = 'phone' and d.id = phone
             where d.body->>'customerId' <> new.id) then
    raise exception 'a phone of customer % belongs to another', new.id using errcode = 'serialization_failure';
  end if;
  return null;
end $$;

create trigger keep_phones_of_new after insert on documents
  for each row when (new.kind = 'customer') execute function keep_phones();
create trigger keep_phones_of_changed after update of body on documents
  for each row when (new.kind = 'customer' and (new.body->'phones' is distinct from old.body->'phones'
                                                or new.body->'name' is distinct from old.body->'name'))
  execute function keep_phones();
