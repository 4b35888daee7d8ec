-- One phone, one customer. The documents `phone` (in no scope, so no device sees them) follow every change of a customer's
-- phones in the same transaction; their primary key refuses a second owner, also when two processes are at it at once.
-- The loser's transaction conflicts and is decided again, and then `decide` sees whose the phone is.

create function keep_phones() returns trigger language plpgsql as $$
begin
  delete from documents d
   where d.org = new.org and d.kind = 'phone' and d.body->>'customerId' = new.id
     and not (new.body->'phones' ? d.id);
  -- Rows that stay keep their owner's name current. In one order, so that two customers never wait for each other crosswise.
  insert into documents (org, kind, id, version, body, scopes)
  select new.org, 'phone', phone, 1,
         jsonb_build_object('id', phone, 'customerId', new.id, 'name', new.body->>'name'), '{}'
    from (select distinct phone from jsonb_array_elements_text(new.body->'phones') phone order by phone) phones
  on conflict (org, kind, id) do update
     set body = excluded.body, version = documents.version + 1
   where documents.body->>'customerId' = new.id;
  if (select count(*) from documents d
       where d.org = new.org and d.kind = 'phone' and d.body->>'customerId' = new.id
         and new.body->'phones' ? d.id)
     <> (select count(distinct phone) from jsonb_array_elements_text(new.body->'phones') phone) then
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
