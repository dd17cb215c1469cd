-- Entries that were set aside, or claim a batch without a place in it: few, and none that is as the vault writes it.
create index audit_entry_apart on audit_entry (entry_id) where refused or (batch is not null and position is null);
