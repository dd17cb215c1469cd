-- Refunds: of the family of the payment. What one gives back counts against what was paid from when it is asked for until it is
-- declined; the payment's own guarded row has the sums.

create table refund (
  payment_id   uuid        not null,
  refund_id    uuid        not null,
  amount       bigint      not null check (amount > 0),
  currency     text        not null,
  reason       text,
  state        text        not null,
  retry        text,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (payment_id, refund_id)
);
-- Those that wait for an exchange, whose row must be there.
create index refund_waiting on refund (refund_id) where state = 'PROCESSING';

-- The sum of refunds that the bank has not answered yet.
alter table payment add column refunding bigint not null default 0 check (refunding >= 0);

-- A key makes a payment, or a refund of one.
alter table idempotency add column refund_id uuid;
