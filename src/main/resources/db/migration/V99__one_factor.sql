-- Which payments one factor carries; a currency without a row: none.
create table one_factor_policy (
  currency     text    primary key,
  per_payment  bigint  not null check (per_payment > 0),
  uses         integer not null check (uses > 0),
  total        bigint  not null check (total >= per_payment),
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null
);

-- What a payer has paid by one factor since their last strong proof. Family of the payer.
create table one_factor_use (
  payer_id     uuid    not null,
  currency     text    not null,
  uses         integer not null check (uses > 0),
  total        bigint  not null check (total > 0),
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null,
  primary key (payer_id, currency)
);

-- After a proof that failed a payment takes no single factor.
alter table payment add column proof_failed boolean not null default false;
alter table payment alter column proof_failed drop default;
