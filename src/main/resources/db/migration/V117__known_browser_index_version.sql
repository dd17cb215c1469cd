-- Which version of the names' key made a browser's index value; until now there was one.
alter table known_browser add column alias_index_version integer not null default 1;
