-- A try that is given back may have been the only one.

alter table limit_counter
  drop constraint limit_counter_tries_check,
  add constraint limit_counter_tries_check check (tries >= 0);
