-- An operator's lock on a payer: since when, whose, and why. All three stand or none.

alter table payer add column locked_at timestamptz;
alter table payer add column locked_by text;
alter table payer add column lock_reason text;
alter table payer add constraint payer_lock_whole
  check ((locked_at is null) = (locked_by is null) and (locked_at is null) = (lock_reason is null));
