-- What payers change by themselves: frozen, preferred and named cards, everything frozen at once, and leaving.

alter table card add column frozen_at timestamptz;
alter table card add column preferred boolean not null default false;
alter table card add column nickname bytea;

alter table payer add column frozen_at timestamptz;
alter table payer drop constraint payer_state_check;
alter table payer add constraint payer_state_check check (state in ('PENDING', 'ACTIVE', 'LOCKED', 'LEAVING', 'DECOY', 'ERASED'));
create index payer_leaving on payer (payer_id) where state = 'LEAVING';

-- Why the vault itself declined: told to the payer who proved, never to the shop.
alter table payment add column refused_for text;
create index payment_of_payer on payment (payer_id, payment_id) where payer_id is not null;
