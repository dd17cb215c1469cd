-- One-time passwords: the sealed secret in use, one that waits for its first code, and the last time step used.

create table otp (
  payer_id     uuid        primary key,
  secret       bytea,
  waiting      bytea,
  last_step    bigint      not null,
  set_at       timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
