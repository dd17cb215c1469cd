alter table audit_entry add column next_note text;
