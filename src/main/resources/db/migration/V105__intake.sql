-- Customers whom their bank moves in: who may come, the key that their records are sealed to, how far a file is.

alter table payer drop constraint payer_state_check;
alter table payer add constraint payer_state_check
  check (state in ('PENDING', 'IMPORTED', 'ACTIVE', 'LOCKED', 'LEAVING', 'DECOY', 'ERASED'));

create table intake_key (
  key_id       uuid        primary key,
  kek_version  integer     not null,
  wrapped_key  bytea       not null,
  public_key   bytea       not null,
  sealed       bytea       not null,
  made_at      timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
create index intake_key_to_rewrap on intake_key (kek_version, key_id);

create table intake (
  intake_id    uuid        primary key,
  bank_id      uuid        not null,
  file         text        not null,
  digest       text        not null,
  lines        integer     not null check (lines > 0),
  done         integer     not null check (done >= 0),
  imported     integer     not null check (imported >= 0),
  opened_by    text        not null,
  opened_at    timestamptz not null,
  ended_at     timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  unique (bank_id, file)
);

-- The digests of a file's blocks, in its order; written once.
create table intake_blocks (
  intake_id    uuid    primary key,
  digests      bytea   not null,
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null
);

-- What became of lines that were not taken. Decides nothing.
create table intake_refusal (
  intake_id  uuid    not null,
  line       integer not null,
  code       text    not null,
  primary key (intake_id, line)
);
