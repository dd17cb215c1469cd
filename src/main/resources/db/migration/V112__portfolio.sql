-- Cards that go from one bank to another: what two people have signed, and how far each replica has come.

create table bank_move (
  move_id       uuid        primary key,
  from_bank     uuid        not null,
  to_bank       uuid        not null,
  first_digits  text,
  last_digits   text,
  starts_at     timestamptz not null,
  reason        text        not null,
  state         text        not null check (state in ('RUNNING', 'ENDED', 'STOPPED')),
  total         bigint      not null,
  remaining     bigint      not null,
  begun_at      timestamptz not null,
  begun_by      text        not null,
  ended_at      timestamptz,
  ended_by      text,
  revision      bigint      not null,
  mac_version   integer     not null,
  mac           bytea       not null
);
create unique index bank_move_running on bank_move (from_bank) where state = 'RUNNING';

-- To be shown: it decides nothing.
create table bank_move_progress (
  move_id     uuid        not null,
  replica_id  uuid        not null,
  moved       bigint      not null default 0,
  outside     bigint      not null default 0,
  elsewhere   bigint      not null default 0,
  refused     bigint      not null default 0,
  pace        integer     not null default 0,
  seen_at     timestamptz not null,
  primary key (move_id, replica_id)
);

-- The move that looked at a card and left it where it is. No part of the MAC: it only keeps that move from opening the card again.
alter table card add column left_by_move uuid;

-- In the order that a move takes a bank's cards.
create index card_of_bank on card (bank_id, payer_id, card_id);
create index exchange_of_card on exchange (card_id) where state in ('INTENDED', 'SENDING', 'WAITING');
