package org.cardnym.bank.host;

import java.sql.Connection;
import java.time.Instant;

/** A message id that is decided now, inside the transaction of this connection. */
record Request(Connection connection, String messageId, Instant now) {}
