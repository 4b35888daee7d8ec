-- S29: a device held something else than it should have. Never expected; kept so that someone looks for the cause.
create table scope_differences (
  org text not null,
  id bigint generated always as identity,
  device text not null,
  scope text not null,
  at bigint not null,
  cursor bigint not null,
  device_count integer not null,
  device_hash text not null,
  server_count integer not null,
  server_hash text not null,
  primary key (org, id)
);
