create table next_note (
  note_id uuid primary key,
  made_at timestamptz not null
);
