-- The journal: every operation that ever arrived, as it arrived (S22), with its one verdict. `position` is the order of
-- arrival over all devices; `clock` the feed's position at which it was decided. A lost number has no content (S21).
create table operations (
  org text not null,
  device text not null,
  seq bigint not null,
  position bigint generated always as identity,
  actor text,
  kind text,
  target_kind text,
  target_id text,
  payload jsonb,
  made_at bigint,
  clock_offset_ms bigint,
  schema integer,
  arrived_at bigint not null,
  verdict jsonb not null,
  verdict_kind text not null,
  clock bigint not null,
  decided_by text,
  primary key (org, device, seq)
);
