-- `clock` is the feed's position (S24): advanced last in every transaction that changes documents, so that its row lock
-- makes the feed's order the commit order. `epoch` counts how often the database was restored from a backup.
create table organisations (
  id text primary key,
  name text not null,
  clock bigint not null default 0,
  epoch integer not null default 1,
  created_at timestamptz not null default now()
);

-- What sync locks. Who a device is (name, key, revocation, last report) stands in `device_keys`.
create table devices (
  org text not null,
  id text not null,
  last_seq bigint not null default 0,
  primary key (org, id)
);
