package org.cardnym.vault.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A challenge that waits for its answer. */
@Entity
@Table(name = "passkey_challenge")
class ChallengeRow extends GuardedRow {
  /** What it is good for. */
  enum Act {
    REGISTER,
    PROVE
  }

  /** The first 16 of the 32 bytes that are signed. */
  @Id UUID challengeId = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Act act = Act.PROVE;

  @Column(nullable = false)
  byte[] nonce = new byte[0];

  /** The handle that a new passkey was offered, or null. */
  byte @Nullable [] userHandle;

  @Column(nullable = false)
  Instant expiresAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "passkey_challenge";
  }

  @Override
  protected String rowId() {
    return challengeId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(challengeId).add(act).add(nonce).add(userHandle).add(expiresAt);
  }
}
