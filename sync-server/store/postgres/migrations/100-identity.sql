-- Who the devices and people are, and the limits on guessing. Times are epoch milliseconds. Secrets stand here only as
-- hashes: tokens (256 random bits) as SHA-256, PINs and codes as scrypt.

create table device_keys (
  org text not null,
  device_id text not null,
  kind text not null check (kind in ('staff', 'customer')),
  name text not null,
  token_hash text not null,
  created_at bigint not null,
  revoked_at bigint,
  last_contact_at bigint,
  report jsonb,
  primary key (org, device_id),
  unique (org, token_hash)
);

-- The PIN that counts is the one of the version that the document `person` names.
create table person_pins (
  org text not null,
  person_id text not null,
  version integer not null,
  pin_hash text not null,
  changed_at bigint not null,
  primary key (org, person_id, version)
);

create table sessions (
  org text not null,
  token_hash text not null,
  device_id text not null,
  person_id text not null,
  kind text not null check (kind in ('staff', 'customer')),
  pin_version integer not null,
  created_at bigint not null,
  extended_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  primary key (org, token_hash)
);
create index sessions_open_by_person on sessions (org, person_id) where ended_at is null;
create index sessions_open_by_device on sessions (org, device_id) where ended_at is null;

-- Who has ever signed in on a device: nobody else can have acted there. Not confirmed: the device came back without proof
-- of being the same, and this person has not signed in since.
create table device_people (
  org text not null,
  device_id text not null,
  person_id text not null,
  kind text not null check (kind in ('staff', 'customer')),
  confirmed boolean not null,
  first_at bigint not null,
  last_at bigint not null,
  primary key (org, device_id, person_id)
);

create table organisation_salts (org text primary key, salt bytea not null);

create table enrolment_codes (
  org text not null,
  code_hash text not null,
  device_name text not null,
  created_by text not null,
  created_at bigint not null,
  expires_at bigint not null,
  many boolean not null,
  used_at bigint,
  primary key (org, code_hash)
);

-- Wrong PINs and codes per person, device or network address.
create table attempt_limits (
  org text not null,
  subject text not null,
  wrong integer not null,
  locked_until bigint not null,
  changed_at bigint not null,
  primary key (org, subject)
);

create table visits (
  org text not null,
  subject text not null,
  since bigint not null,
  count integer not null,
  primary key (org, subject)
);

create table phone_codes (
  org text not null,
  phone text not null,
  device_id text not null,
  code_hash text not null,
  expires_at bigint not null,
  tries integer not null,
  primary key (org, phone, device_id)
);

create table code_sendings (
  org text not null,
  subject text not null,
  sent_at bigint[] not null,
  primary key (org, subject)
);

-- One-time codes that the office reads to customers; rows go when they are over.
create table office_messages (
  org text not null,
  phone text not null,
  code text not null,
  expires_at bigint not null,
  primary key (org, phone)
);
