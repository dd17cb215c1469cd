-- Who follows the books goes by the transaction that made an entry. Sequence numbers are given out before their transactions
-- commit: a reader who went by them alone would pass over an entry that commits late.
ALTER TABLE entry ADD COLUMN made_by xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX entry_made_by ON entry (made_by, sequence);
