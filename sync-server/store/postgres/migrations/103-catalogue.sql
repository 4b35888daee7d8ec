-- What the accounting system has told of its groups, price types, warehouses, units and goods, as opposed to the documents
-- made of it: files update in part and come in any order. `sent_id` is its id as it was first sent, for sending it back.
create table catalogue_told (
  org text not null,
  kind text not null,
  id text not null,
  sent_id text not null,
  -- Of a variant: the goods it belongs to.
  parent_id text,
  told jsonb not null,
  primary key (org, kind, id)
);
create index catalogue_variants on catalogue_told (org, parent_id) where parent_id is not null;
