-- When a version made something for the last time: what it made is met until some time after that.
alter table key_version add column closed_at timestamptz;

-- Each key has a walk of its own.
alter table rewrap_progress add column purpose text not null default 'KEK';
alter table rewrap_progress alter column purpose drop default;
alter table rewrap_progress drop constraint rewrap_progress_pkey;
alter table rewrap_progress add primary key (purpose, replica_id, table_name);
