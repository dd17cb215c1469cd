-- Registered persons. Contact and name are sealed under the payer's data key, which stands apart so that it can be removed alone.

create table payer (
  payer_id              uuid        primary key,
  state                 text        not null check (state in ('PENDING', 'ACTIVE', 'LOCKED', 'DECOY', 'ERASED')),
  zone                  text        not null,
  contact_sealed        bytea,
  contact_confirmed_at  timestamptz,
  alias_sealed          bytea,
  created_at            timestamptz not null,
  changed_at            timestamptz not null,
  revision              bigint      not null,
  mac_version           integer     not null,
  mac                   bytea       not null
);
create index payer_pending on payer (changed_at) where state = 'PENDING';

create table payer_key (
  payer_id     uuid     primary key,
  kek_version  integer  not null,
  wrapped_key  bytea    not null,
  revision     bigint   not null,
  mac_version  integer  not null,
  mac          bytea    not null
);
create index payer_key_version on payer_key (kek_version);
