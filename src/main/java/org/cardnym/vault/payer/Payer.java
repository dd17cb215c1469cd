package org.cardnym.vault.payer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registered person, without anything that says who it is.
 *
 * @param zone in which this payer's days are counted
 * @param contactConfirmed true once the contact was confirmed by a code
 * @param named true once there is a name
 * @param frozen true while this payer lets nothing be paid
 * @param loosensFrom from when on limits may be raised, cards added, data taken out and the account
 *     closed, after it was recovered; null if it never was
 */
public record Payer(
    UUID id,
    PayerState state,
    ZoneId zone,
    Instant createdAt,
    boolean contactConfirmed,
    boolean named,
    boolean frozen,
    @Nullable Instant loosensFrom) {
  /** False while the account was recovered too lately. */
  public boolean mayLoosen(Instant now) {
    return loosensFrom == null || !now.isBefore(loosensFrom);
  }

  /** The actor in audit entries. */
  public String actor() {
    return Payers.actor(id);
  }
}
