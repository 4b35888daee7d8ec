-- What leaves the house (GA3, GA4): written with the operation that causes it, sent later, as often as it takes. The key
-- is what the other side knows it by: sent twice, it is one. A newer entry replaces waiting ones of the same subject.
create table outbox (
  org text not null,
  key text not null,
  topic text not null,
  subject text not null,
  body jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (org, key)
);
create index outbox_waiting on outbox (org, topic, subject) where state = 'waiting';
