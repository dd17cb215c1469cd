-- Passkeys: what a payer's authenticators have registered. The name is sealed under the payer's key. Ten a payer, as there are ten places.

create table passkey (
  payer_id         uuid        not null,
  passkey_id       uuid        not null,
  place            smallint    not null check (place between 0 and 9),
  credential_hash  text        not null,
  credential_id    bytea       not null,
  public_key       bytea       not null,
  user_handle      bytea       not null,
  sign_count       bigint      not null,
  backup_eligible  boolean     not null,
  backed_up        boolean     not null,
  aaguid           uuid        not null,
  name             bytea       not null,
  added_at         timestamptz not null,
  used_at          timestamptz,
  suspect_at       timestamptz,
  revision         bigint      not null,
  mac_version      integer     not null,
  mac              bytea       not null,
  primary key (payer_id, passkey_id),
  unique (payer_id, place)
);

-- Each credential once in the whole vault, by the SHA-256 of its id.
create table passkey_credential (
  credential_hash  text        primary key,
  payer_id         uuid        not null,
  passkey_id       uuid        not null,
  revision         bigint      not null,
  mac_version      integer     not null,
  mac              bytea       not null
);
create index passkey_credential_payer on passkey_credential (payer_id);

-- What an authenticator was asked to sign, until it is answered or its five minutes are over.
create table passkey_challenge (
  challenge_id uuid        primary key,
  act          text        not null,
  nonce        bytea       not null,
  user_handle  bytea,
  expires_at   timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
create index passkey_challenge_expires on passkey_challenge (expires_at);
