alter table exchange add column next_note text;
