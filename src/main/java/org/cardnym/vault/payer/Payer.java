package org.cardnym.vault.payer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A registered person, without anything that says who it is.
 *
 * @param zone in which this payer's days are counted
 * @param contactConfirmed true once the contact was confirmed by a code
 * @param named true once there is a name
 * @param frozen true while this payer lets nothing be paid
 */
public record Payer(
    UUID id,
    PayerState state,
    ZoneId zone,
    Instant createdAt,
    boolean contactConfirmed,
    boolean named,
    boolean frozen) {
  /** The actor in audit entries. */
  public String actor() {
    return Payers.actor(id);
  }
}
