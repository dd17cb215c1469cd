-- The name's index values under the other keys that lived when the payment was made; none where there was one key.
alter table payment add column other_indexes text;
