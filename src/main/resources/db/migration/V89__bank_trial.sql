-- Whose turn it is to test the way to a bank: a lease that ends by itself, and decides nothing else.

create table bank_trial (
  bank_id  uuid        primary key,
  over_at  timestamptz not null
);
