-- Acts that want two people: asked by one, decided by another. Stands outside the families.

create table approval (
  approval_id  uuid        primary key,
  action       text        not null,
  subject      text        not null,
  request      text        not null,
  state        text        not null,
  asked_by     text        not null,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null,
  decided_by   text,
  decided_at   timestamptz,
  carried_out_at timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  check (decided_by is null or decided_by <> asked_by)
);
create index approval_open on approval (state, expires_at);
