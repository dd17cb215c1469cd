package org.cardnym.vault.otp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/**
 * A payer's secrets, sealed under the payer's key: one in use, one that waits for its first code;
 * and the last step used.
 */
@Entity
@Table(name = "otp")
class OtpRow extends GuardedRow {
  @Id
  @Column(name = "payer_id")
  UUID payerId = new UUID(0, 0);

  byte @Nullable [] secret;

  byte @Nullable [] waiting;

  @Column(name = "last_step", nullable = false)
  long lastStep;

  @Column(name = "set_at")
  @Nullable Instant setAt;

  @Override
  protected String table() {
    return "otp";
  }

  @Override
  protected String rowId() {
    return payerId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(secret).add(waiting).add(lastStep).add(setAt);
  }
}
