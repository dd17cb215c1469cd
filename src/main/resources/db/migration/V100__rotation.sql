-- Rotation of the KEK. Epochs of its keyset: from which one on a version is there, no longer wraps, is no longer in use; and the proof that no row needs it.
alter table key_version add column made_epoch bigint not null default 1;
alter table key_version alter column made_epoch drop default;
alter table key_version add column closed_epoch bigint;
alter table key_version add column dropped_epoch bigint;
alter table key_version add column proven_at timestamptz;
alter table key_version add column proven_by text;

-- The walk that wraps data keys anew; how far it has come stands in the rows themselves.
create table rewrap (
  purpose      text        primary key,
  state        text        not null check (state in ('RUNNING', 'ENDED')),
  version      integer     not null,
  rate         integer     not null check (rate > 0),
  total        bigint      not null,
  remaining    bigint      not null,
  started_at   timestamptz not null,
  started_by   text        not null,
  ended_at     timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);

-- What each replica has done of it, to be shown: it decides nothing.
create table rewrap_progress (
  replica_id  uuid        not null,
  table_name  text        not null,
  done        bigint      not null default 0,
  refused     bigint      not null default 0,
  pace        integer     not null default 0,
  seen_at     timestamptz not null,
  primary key (replica_id, table_name)
);

-- In the order that the walk takes rows of one version.
create index card_to_rewrap on card (kek_version, payer_id, card_id);
drop index card_kek;
create index payer_key_to_rewrap on payer_key (kek_version, payer_id);
drop index payer_key_version;
