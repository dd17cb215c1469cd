-- Transmissions seen lately, so that none is taken twice.
CREATE TABLE seen_transmission (
  jti text PRIMARY KEY,
  forget_at timestamptz NOT NULL
);
CREATE INDEX seen_transmission_forget_at ON seen_transmission (forget_at);

-- Message ids: who inserts the row decides; who comes later gets the decision beside it.
CREATE TABLE message (
  id text PRIMARY KEY,
  kind text NOT NULL,
  content_hash text NOT NULL,
  received_at timestamptz NOT NULL,
  last_repeat integer NOT NULL
);
CREATE INDEX message_received_at ON message (received_at);

CREATE TABLE decision (
  message_id text PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  outcome text NOT NULL,
  response_code text NOT NULL,
  approval_code text,
  reference text,
  holder_agreed boolean
);

-- One row per authorization, made by the authorization or by its reversal, whichever comes first. Kept as long as the books:
-- a message id that was forgotten can't be booked again.
CREATE TABLE sale (
  message_id text PRIMARY KEY,
  payment text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  approved boolean NOT NULL,
  reversed_at timestamptz,
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
  merchant_name text,
  card_masked text,
  card_hash text,
  holder_initials text
);

-- One-time codes sent to customers, as keyed hashes.
CREATE TABLE code_challenge (
  reference text PRIMARY KEY,
  original text NOT NULL,
  enrolment text NOT NULL,
  code_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  spent boolean NOT NULL DEFAULT false
);
CREATE INDEX code_challenge_expires_at ON code_challenge (expires_at);

-- The books. A card is here masked and as a keyed hash, never clear; a verification code never.
CREATE TABLE entry (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  message_id text NOT NULL,
  original text,
  payment text,
  enrolment text,
  merchant_name text,
  order_reference text,
  amount bigint,
  currency text,
  card_masked text,
  card_hash text,
  holder_initials text,
  outcome text NOT NULL,
  response_code text NOT NULL,
  balance_effect bigint NOT NULL,
  authentication text
);
CREATE INDEX entry_message_id ON entry (message_id);
