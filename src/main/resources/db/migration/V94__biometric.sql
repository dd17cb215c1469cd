-- Accounts at identity services that payers have linked, and browsers that are on their way to one and back.

-- Family of the payer.
create table provider_link (
  payer_id         uuid        not null,
  link_id          uuid        not null,
  provider         text        not null,
  identity_sealed  bytea       not null,
  index_version    integer     not null,
  identity_index   bytea       not null,
  linked_at        timestamptz not null,
  revision         bigint      not null,
  mac_version      integer     not null,
  mac              bytea       not null,
  primary key (payer_id, link_id)
);

-- Family of what it is for, a payment or a session: one at a time for each.
create table provider_trip (
  subject_id        uuid        primary key,
  kind              text        not null,
  provider          text        not null,
  state_hash        bytea       not null,
  browser_hash      bytea       not null,
  salt              bytea       not null,
  verifier_version  integer     not null,
  chooses           boolean     not null,
  begun_at          timestamptz not null,
  revision          bigint      not null,
  mac_version       integer     not null,
  mac               bytea       not null
);
create index provider_trip_begun on provider_trip (begun_at);
