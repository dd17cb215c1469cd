-- Webhooks: where a merchant hears of events, which keys sign them, and what is still to be delivered.

-- The event byte for byte as it is sent.
alter table payment_event add column body text not null;

create table merchant_webhook (
  merchant_id  uuid        primary key,
  url          text        not null,
  signatures   text        not null,
  state        text        not null,
  changed_at   timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);

-- Sealed under the merchant's data key; a shared secret has no public half.
create table webhook_key (
  merchant_id  uuid        not null,
  key_id       uuid        not null,
  kind         text        not null,
  public_key   bytea,
  sealed       bytea       not null,
  created_at   timestamptz not null,
  retires_at   timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (merchant_id, key_id)
);
create index webhook_key_retiring on webhook_key (retires_at) where retires_at is not null;

-- A merchant's deliveries all stand in one bucket, so that a claim can bound how many it has under way.
create table webhook_delivery (
  merchant_id  uuid        not null,
  event_id     uuid        not null,
  bucket       smallint    not null check (bucket between 0 and 15),
  state        text        not null check (state in ('WAITING', 'DELIVERED', 'DEAD')),
  tries        integer     not null check (tries >= 0),
  queued_at    timestamptz not null,
  due_at       timestamptz not null,
  tried_at     timestamptz,
  result       text,
  ended_at     timestamptz,
  primary key (merchant_id, event_id)
);
create index webhook_delivery_due on webhook_delivery (bucket, merchant_id, due_at) where state = 'WAITING';
create index webhook_delivery_event on webhook_delivery (event_id);
create index webhook_delivery_ended on webhook_delivery (state, ended_at) where state <> 'WAITING';
