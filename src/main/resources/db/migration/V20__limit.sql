-- Counted tries. A subject is a keyed hash; a row means nothing any more once it has ended.

create table limit_counter (
  limit_name  text        not null,
  subject     bytea       not null,
  tries       integer     not null check (tries > 0),
  ends_at     timestamptz not null,
  primary key (limit_name, subject)
);
create index limit_counter_ended on limit_counter (ends_at);
