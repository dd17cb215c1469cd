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

  private final Keys keys;
  private final IndexKeys macs;
  private final RowAlarm alarm;

  RowGuard(Keys keys, IndexKeys macs, RowAlarm alarm) {
    this.keys = keys;
    this.macs = macs;
    this.alarm = alarm;
  }

  @PrePersist
  @PreUpdate
  void seal(GuardedRow row) {
    keys.requireRead();
    row.revision++;
    row.macVersion = macs.version(KeyPurpose.ROW_INTEGRITY);
    row.mac = mac(row);
  }

  @PostLoad
  void check(GuardedRow row) {
    row.loaded();
    boolean known = macs.versions(KeyPurpose.ROW_INTEGRITY).contains(row.macVersion);
    if (!known) {
      // A replica that has not read its keys of late knows neither the newest nor those that ended.
      keys.requireRead();
    }
    if (!known || !MessageDigest.isEqual(mac(row), row.mac)) {
      alarm.raise(row.table(), row.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
  }

  private byte[] mac(GuardedRow row) {
    return macs.value(KeyPurpose.ROW_INTEGRITY, row.macVersion, LABEL, row.decidingBytes());
  }
}
