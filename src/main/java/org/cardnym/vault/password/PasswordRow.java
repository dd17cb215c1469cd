package org.cardnym.vault.password;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** A payer's hash, sealed under the payer's key, which so is the pepper. */
@Entity
@Table(name = "password")
class PasswordRow extends GuardedRow {
  @Id
  @Column(name = "payer_id")
  UUID payerId = new UUID(0, 0);

  @Column(nullable = false)
  byte[] sealed = new byte[0];

  @Column(name = "set_at", nullable = false)
  Instant setAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "password";
  }

  @Override
  protected String rowId() {
    return payerId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(sealed).add(setAt);
  }
}
