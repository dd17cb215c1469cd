-- Names: unique across families, so a table of its own. A row without a payer is a tombstone: the name is never given again.

create table name_claim (
  kind           text        not null check (kind in ('PREPARED', 'SKELETON')),
  index_version  integer     not null check (index_version > 0),
  index_value    text        not null check (length(index_value) = 43),
  payer_id       uuid,
  tombstone      bytea,
  unicode        text        not null,
  claimed_at     timestamptz not null,
  released_at    timestamptz,
  revision       bigint      not null,
  mac_version    integer     not null,
  mac            bytea       not null,
  primary key (kind, index_version, index_value)
);
create index name_claim_payer on name_claim (payer_id) where payer_id is not null;
