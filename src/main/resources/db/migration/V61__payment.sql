-- The family of the payment.

create table payment (
  payment_id           uuid        primary key,
  merchant_id          uuid        not null,
  alias_index_version  integer     not null,
  alias_index          text        not null,
  amount               bigint      not null check (amount > 0),
  currency             text        not null,
  order_reference      text        not null,
  order_description    text,
  return_url           text        not null,
  state                text        not null,
  browser_hash         bytea,
  browser_id           uuid,
  new_browser          boolean     not null,
  payer_id             uuid,
  card_id              uuid,
  bank_id              uuid,
  message_id           uuid,
  retry                text,
  reversal             text,
  authorized           bigint      not null,
  captured             bigint      not null,
  refunded             bigint      not null,
  created_at           timestamptz not null,
  expires_at           timestamptz not null,
  ended_at             timestamptz,
  revision             bigint      not null,
  mac_version          integer     not null,
  mac                  bytea       not null
);
create index payment_open on payment (expires_at) where state = 'REQUIRES_AUTHENTICATION';
-- Those that wait for an exchange, whose row must be there.
create index payment_waiting on payment (payment_id) where state = 'PROCESSING' or reversal = 'PENDING';
create index payment_of_merchant on payment (merchant_id, payment_id);

-- (merchant, key) is unique for ever; it leads to the payment. The key stands as a keyed hash.
create table idempotency (
  merchant_id      uuid    not null,
  key              text    not null,
  payment_id       uuid    not null,
  digest_version   integer not null,
  digest           bytea   not null,
  revision         bigint  not null,
  mac_version      integer not null,
  mac              bytea   not null,
  primary key (merchant_id, key)
);

-- What merchants are told; written with the outcome.
create table payment_event (
  payment_id   uuid        not null,
  event_id     uuid        not null,
  merchant_id  uuid        not null,
  type         text        not null,
  created_at   timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (payment_id, event_id)
);
create index payment_event_of_merchant on payment_event (merchant_id, event_id);
