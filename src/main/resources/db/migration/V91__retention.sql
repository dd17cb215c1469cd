-- How long rows of a kind are kept, where an operator has set it; without a row the vault's own period holds.
create table retention_rule (
  kind          text        primary key,
  keep_seconds  bigint      not null check (keep_seconds > 0),
  changed_at    timestamptz not null,
  changed_by    text        not null,
  reason        text        not null,
  revision      bigint      not null,
  mac_version   integer     not null,
  mac           bytea       not null
);

-- When each kind is due, or until when a replica works on it; how far the pass under way has come; how the last whole one ended.
-- Only a schedule and a report: what is removed is decided by the rows themselves.
create table retention_pass (
  kind       text        primary key,
  due        timestamptz not null,
  seen_at    timestamptz not null,
  place      text,
  gone       bigint      not null default 0,
  stayed     bigint      not null default 0,
  purged_at  timestamptz,
  purged     bigint      not null default 0,
  remaining  bigint      not null default 0,
  failed_at  timestamptz,
  error      text
);

-- Those whose order's words are still there; the identifier is a time.
create index payment_described on payment (payment_id) where order_description is not null;
create index refund_reasoned on refund (payment_id) where reason is not null;
create index contact_code_made on contact_code (made_at);
create index known_browser_last on known_browser (last_paid_at);
create index reconciliation_ended on reconciliation (ended_at) where ended_at is not null;
create index reconciliation_difference_settled on reconciliation_difference (settled_at) where settled_at is not null;
