-- Beside payments, outside of any transaction; begun anew where a try was cut off.
drop index concurrently if exists next_payment_note;
create index concurrently next_payment_note on payment (next_note);
