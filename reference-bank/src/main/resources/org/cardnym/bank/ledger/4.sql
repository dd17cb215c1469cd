-- The username, masked, of which a card's holder is told; and the card of an enrolment, found by it.
ALTER TABLE entry ADD COLUMN alias text;
CREATE INDEX entry_enrolment ON entry (enrolment) WHERE kind = 'verification';
