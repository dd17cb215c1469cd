-- When a route holds: from the first instant, included, until the second, excluded. Null has no border; routes from before these columns
-- have held since ever.

alter table bank_route add column valid_from timestamptz;
alter table bank_route add column valid_until timestamptz;
alter table bank_route add constraint bank_route_validity check (valid_until > valid_from);
