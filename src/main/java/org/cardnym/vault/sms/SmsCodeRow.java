package org.cardnym.vault.sms;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** The newest code that was sent for one act, as a keyed hash, and to whom. */
@Entity
@Table(name = "sms_code")
class SmsCodeRow extends GuardedRow {
  @Id UUID subjectId = new UUID(0, 0);

  @Column(nullable = false)
  UUID payerId = new UUID(0, 0);

  @Column(nullable = false)
  UUID codeId = new UUID(0, 0);

  @Column(nullable = false)
  int keyVersion;

  @Column(nullable = false)
  byte[] codeHash = new byte[0];

  @Column(nullable = false)
  Instant madeAt = Instant.EPOCH;

  @Nullable Instant usedAt;

  boolean open(Instant now) {
    return usedAt == null && !SmsCode.over(madeAt, now);
  }

  @Override
  protected String table() {
    return "sms_code";
  }

  @Override
  protected String rowId() {
    return subjectId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(subjectId).add(payerId).add(codeId).add((long) keyVersion);
    deciding.add(codeHash).add(madeAt).add(usedAt);
  }
}
