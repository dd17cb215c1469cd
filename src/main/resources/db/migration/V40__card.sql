-- Cards, their limits and holds: of the payer's family. No column holds any part of a number in clear.

create table card (
  payer_id             uuid        not null,
  card_id              uuid        not null,
  bank_id              uuid        not null,
  state                text        not null check (state in ('WAITING', 'ACTIVE', 'LIMITED')),
  kek_version          integer     not null,
  wrapped_key          bytea       not null,
  record               bytea       not null,
  display              bytea       not null,
  fingerprint_version  integer     not null,
  fingerprint          bytea       not null,
  entered_at           timestamptz not null,
  verified_at          timestamptz,
  revision             bigint      not null,
  mac_version          integer     not null,
  mac                  bytea       not null,
  primary key (payer_id, card_id)
);
create index card_waiting on card (entered_at) where state = 'WAITING';
create index card_kek on card (kek_version);

create table card_limit (
  payer_id     uuid    not null,
  card_id      uuid    not null,
  currency     text    not null,
  per_payment  bigint  not null check (per_payment > 0),
  per_day      bigint  not null check (per_day >= per_payment),
  day          date    not null,
  day_holds    integer not null check (day_holds >= 0),
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null,
  primary key (payer_id, card_id, currency)
);

create table card_hold (
  payer_id     uuid        not null,
  payment_id   uuid        not null,
  card_id      uuid        not null,
  currency     text        not null,
  amount       bigint      not null check (amount > 0),
  day          date        not null,
  new_browser  boolean     not null,
  state        text        not null check (state in ('LIVE', 'USED', 'RELEASED')),
  placed_at    timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (payer_id, payment_id)
);
create index card_hold_day on card_hold (payer_id, card_id, currency, day);
create index card_hold_old on card_hold (day) where state <> 'LIVE';
