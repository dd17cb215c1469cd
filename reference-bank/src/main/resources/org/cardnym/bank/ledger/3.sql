-- The vault asks what was decided in a time (docs/issuer-protocol.md, section 4, reconciliation).
CREATE INDEX entry_at ON entry (at, sequence) WHERE kind IN ('authorization', 'reversal', 'refund');
