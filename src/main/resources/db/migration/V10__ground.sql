-- Keys, replicas, leases and the audit trail: they stand outside the families.

create table keyset (
  purpose      text   primary key,
  epoch        bigint not null check (epoch > 0),
  root_key_id  text   not null,
  sealed       bytea  not null
);

create table key_version (
  purpose      text        not null,
  version      integer     not null check (version > 0),
  state        text        not null,
  wraps        bigint      not null check (wraps >= 0),
  created_at   timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (purpose, version)
);

create table replica (
  replica_id   uuid        primary key,
  epochs       text        not null,
  started_at   timestamptz not null,
  seen_at      timestamptz not null
);

create table lease (
  name    text        primary key,
  holder  uuid        not null,
  until   timestamptz not null
);

create table audit_entry (
  entry_id  uuid        primary key,
  at        timestamptz not null,
  replica   text        not null,
  actor     text        not null,
  action    text        not null,
  subject   text,
  outcome   text        not null,
  facts     text        not null,
  hash      bytea       not null,
  mac_version integer   not null,
  mac       bytea       not null,
  -- Set where the vault found that it did not write the entry so.
  refused   boolean     not null default false,
  batch     bigint,
  position  integer
);
create index audit_entry_waiting on audit_entry (entry_id) where batch is null and not refused;
create index audit_entry_subject on audit_entry (subject, entry_id);
create unique index audit_entry_place on audit_entry (batch, position);

create table audit_batch (
  number       bigint      primary key,
  entries      integer     not null check (entries > 0),
  root         bytea       not null,
  previous     bytea       not null,
  hash         bytea       not null,
  signature    bytea       not null,
  key_version  integer     not null,
  at           timestamptz not null
);

-- The last batch, noted apart and sealed; made with the keys.
create table audit_head (
  one          boolean  primary key check (one),
  number       bigint   not null check (number >= 0),
  hash         bytea    not null,
  mac_version  integer  not null,
  mac          bytea    not null
);
