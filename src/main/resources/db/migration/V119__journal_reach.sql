-- How far the newest head went that a replica had kept, and the journal that went furthest; both as numbers of batches.
-- The kept heads that were acted upon: a replica that starts late with one of them begins nothing anew.

alter table restoration add column kept bigint not null default 0;
alter table restoration add column reached bigint not null default 0;
alter table restoration add column heads text not null default '';
