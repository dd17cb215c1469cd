-- Public halves of the trail's signing keys whose private halves have ended: the trail is checked with them for as long as it is kept.
create table ended_key (
  purpose      text    not null,
  version      integer not null check (version > 0),
  public_key   bytea   not null,
  last_batch   bigint  not null check (last_batch >= 0),
  revision     bigint  not null,
  mac_version  integer not null,
  mac          bytea   not null,
  primary key (purpose, version)
);
