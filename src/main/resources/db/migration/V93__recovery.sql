-- Recovery codes: their hashes, sealed under the payer's data key, with a bit for each that was used.
create table recovery_sheet (
  payer_id     uuid        primary key,
  sealed       bytea       not null,
  used         integer     not null check (used between 0 and 1023),
  made_at      timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);

-- Accounts that somebody recovers: the keyed hash of the code that went to the contact and, once the proofs held, of the secret that goes on.
-- Names that nobody holds have theirs with the decoy.
create table recovery (
  payer_id     uuid        not null,
  recovery_id  uuid        not null,
  name_index   text        not null,
  key_version  integer     not null,
  code_hash    bytea       not null,
  begun_at     timestamptz not null,
  used_at      timestamptz,
  next_hash    bytea,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (payer_id, recovery_id)
);
create unique index recovery_by_id on recovery (recovery_id);
create index recovery_begun on recovery (begun_at);

-- From when on a payer whose account was recovered may loosen things again.
alter table payer add column loosens_from timestamptz;
