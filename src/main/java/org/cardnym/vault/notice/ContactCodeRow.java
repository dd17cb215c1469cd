package org.cardnym.vault.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** The newest code that was sent to a payer, as a keyed hash. */
@Entity
@Table(name = "contact_code")
class ContactCodeRow extends GuardedRow {
  @Id
  @Column(name = "payer_id")
  UUID payerId = new UUID(0, 0);

  @Column(name = "code_id", nullable = false)
  UUID codeId = new UUID(0, 0);

  @Column(name = "key_version", nullable = false)
  int keyVersion;

  @Column(name = "code_hash", nullable = false)
  byte[] codeHash = new byte[0];

  @Column(name = "made_at", nullable = false)
  Instant madeAt = Instant.EPOCH;

  @Column(name = "used_at")
  @Nullable Instant usedAt;

  @Override
  protected String table() {
    return "contact_code";
  }

  @Override
  protected String rowId() {
    return payerId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(codeId).add((long) keyVersion).add(codeHash).add(madeAt).add(usedAt);
  }
}
