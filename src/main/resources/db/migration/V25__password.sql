-- Passwords: the Argon2id hash, sealed under the payer's data key.

create table password (
  payer_id     uuid        primary key,
  sealed       bytea       not null,
  set_at       timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
