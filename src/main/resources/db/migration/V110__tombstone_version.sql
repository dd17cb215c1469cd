-- Which version of its key has sealed a tombstone; until now there was one.
alter table name_claim add column tombstone_version integer;
update name_claim set tombstone_version = 1 where tombstone is not null;
