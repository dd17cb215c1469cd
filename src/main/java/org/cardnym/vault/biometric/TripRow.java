package org.cardnym.vault.biometric;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/**
 * A browser's way to a service and back, for one subject; a newer one takes the place of an older.
 */
@Entity
@Table(name = "provider_trip")
class TripRow extends GuardedRow {
  /** How long the way may take. */
  static final Duration LIFE = Duration.ofMinutes(5);

  @Id
  @Column(name = "subject_id")
  UUID subjectId = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  IdKind kind = IdKind.PAYMENT;

  @Column(nullable = false)
  String provider = "";

  @Column(name = "state_hash", nullable = false)
  byte[] stateHash = new byte[0];

  @Column(name = "browser_hash", nullable = false)
  byte[] browserHash = new byte[0];

  @Column(nullable = false)
  byte[] salt = new byte[0];

  @Column(name = "verifier_version", nullable = false)
  int verifierVersion;

  @Column(nullable = false)
  boolean chooses;

  @Column(name = "begun_at", nullable = false)
  Instant begunAt = Instant.EPOCH;

  boolean over(Instant now) {
    return now.isAfter(begunAt.plus(LIFE)) || now.isBefore(begunAt);
  }

  @Override
  protected String table() {
    return "provider_trip";
  }

  @Override
  protected String rowId() {
    return subjectId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(subjectId).add(kind).add(provider).add(stateHash).add(browserHash);
    deciding.add(salt).add((long) verifierVersion).add(chooses).add(begunAt);
  }
}
