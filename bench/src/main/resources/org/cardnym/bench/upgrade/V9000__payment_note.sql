-- As a release adds to a hot table: one table in each migration, and what those before write goes without saying.
alter table payment add column next_note text;
alter table payment add column next_count bigint not null default 0;
