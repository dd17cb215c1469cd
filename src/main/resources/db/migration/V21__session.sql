-- Sessions of the pages, and browsers that have paid. Only hashes of secrets stand here.

create table page_session (
  session_id   uuid        primary key,
  secret_hash  bytea       not null,
  payer_id     uuid,
  begun_at     timestamptz not null,
  seen_at      timestamptz not null,
  proven_at    timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
create index page_session_seen on page_session (seen_at);
create index page_session_payer on page_session (payer_id) where payer_id is not null;

create table known_browser (
  payer_id       uuid        not null,
  browser_id     uuid        not null,
  alias_index    text        not null,
  first_paid_at  timestamptz not null,
  last_paid_at   timestamptz not null,
  revision       bigint      not null,
  mac_version    integer     not null,
  mac            bytea       not null,
  primary key (payer_id, browser_id)
);
create index known_browser_name on known_browser (alias_index, browser_id);
