-- Changes that two people must sign: who may, what was asked for, who has signed.

create table approver (
  approver_id      uuid        primary key,
  issuer           text        not null,
  subject          text        not null,
  actor            text        not null,
  credential_id    text        not null unique,
  public_key       text        not null,
  user_handle      text        not null,
  sign_count       bigint      not null,
  backup_eligible  boolean     not null,
  backed_up        boolean     not null,
  aaguid           uuid        not null,
  enrolled_at      timestamptz not null,
  used_at          timestamptz,
  removed_at       timestamptz,
  revision         bigint      not null,
  mac_version      integer     not null,
  mac              bytea       not null
);
-- One person is one approver.
create unique index approver_person on approver (issuer, subject) where removed_at is null;

-- Nothing was ever kept in the one that stood here.
drop table approval;

create table approval (
  approval_id   uuid        primary key,
  kind          text        not null,
  subject       text        not null,
  asked         text        not null,
  standing      text        not null,
  reason        text        not null,
  requested_by  text        not null,
  requested_at  timestamptz not null,
  expires_at    timestamptz not null,
  state         text        not null,
  ended_at      timestamptz,
  because       text,
  revision      bigint      not null,
  mac_version   integer     not null,
  mac           bytea       not null
);
create index approval_waiting on approval (expires_at) where state = 'WAITING';

create table approval_signature (
  approval_id         uuid        not null,
  approver_id         uuid        not null,
  actor               text        not null,
  client_data         text        not null,
  authenticator_data  text        not null,
  signature           text        not null,
  signed_at           timestamptz not null,
  revision            bigint      not null,
  mac_version         integer     not null,
  mac                 bytea       not null,
  primary key (approval_id, approver_id)
);

-- The right to open one page: ten minutes, one signature.
create table approval_ticket (
  secret_hash  text        primary key,
  approval_id  uuid,
  approver_id  uuid,
  issuer       text        not null,
  subject      text        not null,
  actor        text        not null,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null
);
create index approval_ticket_expires on approval_ticket (expires_at);
