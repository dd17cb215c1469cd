-- Mail that waits to be sent, and the code that confirms a contact.

create table notice (
  payer_id   uuid        not null,
  notice_id  uuid        not null,
  bucket     smallint    not null check (bucket between 0 and 15),
  kind       text        not null,
  sealed     bytea       not null,
  queued_at  timestamptz not null,
  due_at     timestamptz not null,
  tries      integer     not null check (tries >= 0),
  primary key (payer_id, notice_id)
);
create index notice_due on notice (bucket, due_at);

create table contact_code (
  payer_id     uuid        primary key,
  code_id      uuid        not null,
  key_version  integer     not null,
  code_hash    bytea       not null,
  made_at      timestamptz not null,
  used_at      timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
