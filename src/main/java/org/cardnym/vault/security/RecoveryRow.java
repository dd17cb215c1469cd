package org.cardnym.vault.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/**
 * An account that somebody recovers; the decoy's for a name that nobody can prove. The code that
 * went to the contact and the secret that goes on stand here as keyed hashes.
 */
@Entity
@Table(name = "recovery")
@IdClass(RecoveryRow.Key.class)
class RecoveryRow extends GuardedRow {
  /** From the code's mail to the proofs, and from the proofs to a new app's first code. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** Payer and recovery. */
  record Key(UUID payerId, UUID recoveryId) implements Serializable {}

  @Id UUID payerId = new UUID(0, 0);

  @Id UUID recoveryId = new UUID(0, 0);

  /** Whose name was typed, as the trail tells of names that nobody holds. */
  @Column(nullable = false)
  String nameIndex = "";

  @Column(nullable = false)
  int keyVersion;

  @Column(nullable = false)
  byte[] codeHash = new byte[0];

  @Column(nullable = false)
  Instant begunAt = Instant.EPOCH;

  /** When the proofs held. */
  @Nullable Instant usedAt;

  byte @Nullable [] nextHash;

  Key key() {
    return new Key(payerId, recoveryId);
  }

  /** True while proofs may be given. */
  boolean open(Instant now) {
    return usedAt == null && now.isBefore(begunAt.plus(LIFE));
  }

  /** True while a new app may show its first code. */
  boolean goesOn(Instant now) {
    Instant proven = usedAt;
    return proven != null && nextHash != null && now.isBefore(proven.plus(LIFE));
  }

  @Override
  protected String table() {
    return "recovery";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.RECOVERY, recoveryId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(recoveryId).add(nameIndex).add((long) keyVersion).add(codeHash);
    deciding.add(begunAt).add(usedAt).add(nextHash);
  }
}
