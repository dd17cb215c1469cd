-- Text messages: a channel of their own in the queue, payers' mobile numbers, and codes for payments.

alter table notice add column channel text not null default 'MAIL' check (channel in ('MAIL', 'TEXT'));
alter table notice alter column channel drop default;
drop index notice_due;
create index notice_due on notice (channel, bucket, due_at);

-- Family of the payer: the number in use, and one that waits for its code. Both are sealed under the payer's key.
create table mobile_number (
  payer_id      uuid        primary key,
  number        bytea,
  confirmed_at  timestamptz,
  waiting       bytea,
  code_id       uuid,
  key_version   integer     not null,
  code_hash     bytea,
  made_at       timestamptz,
  revision      bigint      not null,
  mac_version   integer     not null,
  mac           bytea       not null
);

-- Family of the payment: the newest code that was sent for it, as a keyed hash.
create table sms_code (
  subject_id    uuid        primary key,
  payer_id      uuid        not null,
  code_id       uuid        not null,
  key_version   integer     not null,
  code_hash     bytea       not null,
  made_at       timestamptz not null,
  used_at       timestamptz,
  revision      bigint      not null,
  mac_version   integer     not null,
  mac           bytea       not null
);
create index sms_code_made on sms_code (made_at);
