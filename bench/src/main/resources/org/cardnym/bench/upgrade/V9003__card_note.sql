alter table card add column next_note text;
