-- What lies beyond a rule's amounts: nothing, a signed proof, or the payment's end.
alter table policy add column beyond text not null default 'REFUSE' check (beyond in ('REFUSE', 'SIGNED', 'END'));
alter table policy alter column beyond drop default;

-- What the day's sums of those rules count.
alter table card_hold add column new_shop boolean not null default false;
alter table card_hold add column signed boolean not null default false;
alter table card_hold alter column new_shop drop default;
alter table card_hold alter column signed drop default;

-- A payment whose password or code was wrong once may want a signed proof from then on.
alter table payment add column signed_only boolean not null default false;
alter table payment alter column signed_only drop default;

-- Whether a payer has paid a shop before.
create index payment_of_payer_approved on payment (payer_id, merchant_id) where state = 'APPROVED';
