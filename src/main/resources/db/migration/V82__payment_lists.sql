-- A shop's list of its payments, filtered; the plain one and those by time walk payment_of_merchant.

create index payment_of_merchant_by_state on payment (merchant_id, state, payment_id);
create index payment_of_merchant_by_reference on payment (merchant_id, order_reference, payment_id);
