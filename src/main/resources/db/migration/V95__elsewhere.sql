-- Whether a payment may be paid in a browser that did not begin it, and which browser that is.

alter table merchant add column elsewhere text not null default 'REFUSE';

-- SHA-256 of that browser's cookie; and whether it was there that the proofs held.
alter table payment add column elsewhere_hash bytea;
alter table payment add column elsewhere boolean not null default false;
