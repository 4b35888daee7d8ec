-- What each account stands at. The row with the empty name is its owner's anchor: whoever changes any account of the
-- owner locks it first, so that all of an owner's accounts are seen and rendered together.
create table balances (
  org text not null,
  owner_kind text not null,
  owner_id text not null,
  name text not null,
  amount bigint not null,
  floored boolean not null,
  primary key (org, owner_kind, owner_id, name),
  constraint balances_floor check (not floored or amount >= 0)
) with (fillfactor = 85);

-- Append-only. The sum of an account's deltas is its balance.
create table ledger (
  org text not null,
  owner_kind text not null,
  owner_id text not null,
  id bigint generated always as identity,
  name text not null,
  delta bigint not null,
  entry text not null,
  ref_kind text not null,
  ref_id text not null,
  device text not null,
  seq bigint not null,
  at bigint not null,
  primary key (org, owner_kind, owner_id, id)
);
