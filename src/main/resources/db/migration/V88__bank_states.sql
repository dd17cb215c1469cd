-- Why an operator last changed a bank's state, and since when it stands; banks from before these columns have neither.

alter table bank add column state_reason text;
alter table bank add column state_since timestamptz;
alter table bank add constraint bank_state_told check (state_reason is null or state_since is not null);

-- What each replica last saw of its link to a bank, to be shown. It decides nothing: a replica's breaker stands in its memory.
create table bank_link (
  bank_id     uuid        not null,
  replica_id  uuid        not null,
  down        boolean     not null,
  since       timestamptz not null,
  reason      text,
  primary key (bank_id, replica_id)
);

-- Each bank's queue by itself, so that a long one is no other's.
create index exchange_bank_due on exchange (bank_id, due) where due is not null;
