-- Whether the vault may take payments, and the recoveries that it went through after a restore. They stand outside the families.

-- One row. Who deletes it ends no recovery: a replica without it makes up its mind anew.
create table standing (
  standing_id  integer     primary key check (standing_id = 1),
  -- Where the database lay when a replica looked last: the server's own number and the database's.
  place        text        not null,
  -- The operator's word for the last restore that the vault has heard of.
  word         text        not null,
  -- The recovery that is under way.
  restore_id   uuid,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);

create table restoration (
  restore_id   uuid        primary key,
  cause        text        not null,
  begun_by     text        not null,
  reason       text        not null,
  -- From then on the vault's books may lack what banks, shops and payers know; by the database's clock.
  lost_from    timestamptz not null,
  -- The last batch of the trail that the restored database held.
  last_batch   bigint      not null,
  begun_at     timestamptz not null,
  -- How much of the journal was carried forward; null until one was read to its end.
  journal      bigint,
  carried      bigint      not null,
  refused      bigint      not null,
  ended_at     timestamptz,
  ended_by     text,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
