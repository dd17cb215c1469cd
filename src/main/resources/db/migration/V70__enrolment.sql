-- Registrations under way, and cards whose bank waits for its own code. Family of the payer.

create table enrolment (
  payer_id     uuid    primary key,
  step         text    not null,
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null
);

create table card_check (
  payer_id     uuid        not null,
  card_id      uuid        not null,
  bank_id      uuid        not null,
  message_id   uuid        not null,
  reference    text        not null,
  asked_at     timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (payer_id, card_id)
);
