package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import java.security.MessageDigest;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Seals guarded rows on their way into the database and refuses those that don't check on their way
 * out.
 */
@ApplicationScoped
public class RowGuard {
  private static final String LABEL = "row";

  private final IndexKeys macs;
  private final RowAlarm alarm;

  RowGuard(IndexKeys macs, RowAlarm alarm) {
    this.macs = macs;
    this.alarm = alarm;
  }

  @PrePersist
  @PreUpdate
  void seal(GuardedRow row) {
    row.revision++;
    row.macVersion = macs.version(KeyPurpose.ROW_INTEGRITY);
    row.mac = mac(row);
  }

  @PostLoad
  void check(GuardedRow row) {
    row.loaded();
    boolean ours =
        macs.versions(KeyPurpose.ROW_INTEGRITY).contains(row.macVersion)
            && MessageDigest.isEqual(mac(row), row.mac);
    if (!ours) {
      alarm.raise(row.table(), row.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
  }

  private byte[] mac(GuardedRow row) {
    return macs.value(KeyPurpose.ROW_INTEGRITY, row.macVersion, LABEL, row.decidingBytes());
  }
}
