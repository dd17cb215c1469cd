-- The hash of the invitation that an approver came by: each is good for one, also one who was removed since.

alter table approval_ticket add column invitation text;
alter table approver add column invitation text;
create unique index approver_invitation on approver (invitation);
