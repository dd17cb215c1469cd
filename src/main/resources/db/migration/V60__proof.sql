-- What proofs must carry, and what was proven.

create table policy (
  rule         text    not null,
  currency     text    not null,
  per_payment  bigint  not null check (per_payment >= 0),
  per_day      bigint  not null check (per_day >= per_payment),
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null,
  primary key (rule, currency)
);

-- Family of the payment.
create table evidence (
  payment_id   uuid        primary key,
  payer_id     uuid        not null,
  merchant_id  uuid        not null,
  amount       bigint      not null,
  currency     text        not null,
  amr          text        not null,
  acr          text        not null,
  proven_at    timestamptz not null,
  bound        text        not null,
  policy       text        not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
