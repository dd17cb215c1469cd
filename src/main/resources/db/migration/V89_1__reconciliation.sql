-- The vault's books against each bank's: runs over a time, and in what the two differ. They stand outside the families.

create table reconciliation (
  run_id       uuid        primary key,
  bank_id      uuid        not null,
  asked_by     text        not null,
  -- By the bank's clock; every decision in it is compared.
  from_time    timestamptz not null,
  until_time   timestamptz not null,
  -- The bank is asked from earlier on, where a message that ended in that time had begun before it.
  asked_from   timestamptz not null,
  state        text        not null,
  -- Where the bank's books go on, and whether they are at their end.
  cursor       text,
  walked       boolean     not null,
  -- Where the vault's own books go on.
  place_at     timestamptz not null,
  place_id     uuid        not null,
  pages        integer     not null,
  records      bigint      not null,
  agreed       bigint      not null,
  settling     bigint      not null,
  differing    bigint      not null,
  reversed     integer     not null,
  failures     integer     not null,
  reason       text,
  started_at   timestamptz not null,
  ended_at     timestamptz,
  -- When any replica is to see to it next; only a schedule, so no part of the MAC.
  due          timestamptz,
  revision     bigint      not null,
  mac_version  integer     not null,
  mac          bytea       not null,
  check (until_time > from_time)
);
create unique index reconciliation_one_running on reconciliation (bank_id) where state = 'RUNNING';
create unique index reconciliation_daily on reconciliation (bank_id, from_time, until_time) where asked_by = 'vault';
create index reconciliation_bank on reconciliation (bank_id, run_id);
create index reconciliation_due on reconciliation (due) where due is not null;

-- The messages that the bank's books held, while a run lasts.
create table reconciliation_seen (
  run_id      uuid not null,
  message_id  uuid not null,
  primary key (run_id, message_id)
);

create table reconciliation_difference (
  difference_id  uuid        primary key,
  bank_id        uuid        not null,
  message_id     uuid        not null,
  kind           text        not null,
  code           text        not null,
  payment        text        not null,
  state          text        not null,
  found_by       uuid        not null,
  seen_by        uuid        not null,
  at             timestamptz not null,
  bank_decision  text,
  bank_code      text,
  bank_value     bigint,
  bank_currency  text,
  vault_outcome  text,
  vault_value    bigint,
  vault_currency text,
  reversal_id    uuid,
  found_at       timestamptz not null,
  settled_at     timestamptz,
  settled_by     text,
  settled_why    text,
  revision       bigint      not null,
  mac_version    integer     not null,
  mac            bytea       not null
);
create unique index reconciliation_difference_once on reconciliation_difference (bank_id, message_id, code);
create index reconciliation_difference_bank on reconciliation_difference (bank_id, difference_id);
create index reconciliation_difference_open on reconciliation_difference (bank_id, at) where state = 'OPEN';

-- The vault's own side of a time.
create index exchange_closed on exchange (bank_id, closed_at, message_id) where closed_at is not null;
