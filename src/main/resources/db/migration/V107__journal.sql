-- What the journal outside the database keeps of the trail, found without reading the rest of it.

create index audit_entry_journal on audit_entry (batch, position)
  where action in ('PAYER_LEFT', 'PAYER_LOCKED', 'PAYER_UNLOCKED', 'PAYER_FROZEN', 'PAYER_UNFROZEN', 'CARD_REMOVED');
