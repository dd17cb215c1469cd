-- Issuing banks and the exchanges with them. Banks, keys and routes stand outside the families; an exchange belongs to the family
-- of the payment or payer that it is for.

create table bank (
  bank_id         uuid        primary key,
  institution_id  text        not null unique,
  name            text        not null,
  endpoint        text        not null,
  trust_pem       text        not null,
  state           text        not null,
  added_at        timestamptz not null,
  -- SHA-256 over all keys of the bank, so that none goes missing unseen.
  keys_digest     bytea       not null,
  revision        bigint      not null,
  mac_version     integer     not null,
  mac             bytea       not null
);

create table bank_key (
  bank_id      uuid        not null,
  kid          text        not null,
  key_use      text        not null,
  jwk          text        not null,
  state        text        not null,
  added_at     timestamptz not null,
  retired_at   timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  primary key (bank_id, kid)
);

-- low and high are the range's first and last numbers of eight digits.
create table bank_route (
  route_id     uuid    primary key,
  bank_id      uuid    not null,
  digits       integer not null check (digits between 6 and 8),
  low          integer not null,
  high         integer not null check (high >= low),
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null
);
create index bank_route_bank on bank_route (bank_id, low);

-- The one row that tells which routes there are: their number, and SHA-256 over all of them. Made with the first route.
create table bank_route_book (
  book_id      integer primary key check (book_id = 1),
  routes       integer not null check (routes >= 0),
  digest       bytea   not null,
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null
);

create table link_certificate (
  key_version  integer     primary key,
  chain_pem    text        not null,
  added_at     timestamptz not null,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);

create table exchange (
  family_id      uuid        not null,
  message_id     uuid        not null,
  family         text        not null,
  kind           text        not null,
  payer_id       uuid        not null,
  card_id        uuid        not null,
  bank_id        uuid        not null,
  original_id    uuid,
  content        text        not null,
  state          text        not null,
  uncertain      boolean     not null,
  transmissions  integer     not null check (transmissions >= 0),
  -- Until then whoever began the last transmission is expected to say how it ended.
  lost_after     timestamptz,
  intended_at    timestamptz not null,
  window_ends    timestamptz not null,
  closed_at      timestamptz,
  outcome        text,
  response_code  text,
  approval_code  text,
  reference      text,
  holder_agreed  boolean     not null,
  -- When any replica is to see to it next; only a schedule, so no part of the MAC.
  due            timestamptz,
  revision       bigint      not null,
  mac_version    integer     not null,
  mac            bytea       not null,
  primary key (family_id, message_id)
);
create index exchange_due on exchange (state, due) where due is not null;
-- The watch walks all exchanges by time, whatever they claim to be.
create index exchange_message on exchange (message_id);
-- A payment is authorized once, whatever runs at once.
create unique index exchange_one_authorization on exchange (family_id) where kind = 'AUTHORIZATION';
