package org.cardnym.bench.upgrade;

/** What happens while a payment is begun. */
enum Phase {
  /** Nothing else; both replicas are of the old release. */
  BEFORE,
  /** One replica ends, the other serves, and the schema changes under it. */
  DURING,
  /** Nothing else; both are of the next release. */
  AFTER
}
