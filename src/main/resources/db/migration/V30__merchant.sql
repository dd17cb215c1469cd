-- The family merchant: the shop, its origins; and, outside the family, which client speaks for which shop.

create table merchant (
  merchant_id    uuid        primary key,
  display_name   text        not null,
  legal_name     text        not null,
  category_code  text        not null,
  country        text        not null,
  client_id      text        not null,
  return_url     text        not null,
  state          text        not null,
  created_at     timestamptz not null,
  kek_version    integer     not null,
  wrapped_key    bytea       not null,
  revision       bigint      not null,
  mac_version    integer     not null,
  mac            bytea       not null
);
create index merchant_kek on merchant (kek_version, merchant_id);

create table merchant_origin (
  merchant_id  uuid     not null,
  origin       text     not null,
  revision     bigint   not null,
  mac_version  integer  not null,
  mac          bytea    not null,
  primary key (merchant_id, origin)
);

create table merchant_client (
  client_id    text     primary key,
  merchant_id  uuid     not null,
  revision     bigint   not null,
  mac_version  integer  not null,
  mac          bytea    not null
);
