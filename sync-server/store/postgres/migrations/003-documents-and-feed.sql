-- The state of one thing. The primary key is the only index, so that a changed body is a HOT update.
create table documents (
  org text not null,
  kind text not null,
  id text not null,
  version bigint not null,
  scopes text[] not null,
  body jsonb not null,
  primary key (org, kind, id)
) with (fillfactor = 85);

-- One row per scope and document: where in the order of commits the document last changed there, or left (`gone`).
create table feed (
  org text not null,
  scope text not null,
  seq bigint not null,
  kind text not null,
  id text not null,
  gone boolean not null,
  primary key (org, scope, kind, id)
);
create index feed_order on feed (org, scope, seq);
