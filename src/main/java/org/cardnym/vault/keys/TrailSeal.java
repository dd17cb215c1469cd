package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import org.cardnym.vault.audit.AuditSeal;

/** The MAC over the audit trail's entries and over the note of its head. */
@ApplicationScoped
class TrailSeal implements AuditSeal {
  private static final String LABEL = "audit";

  private final Keys keys;
  private final IndexKeys macs;

  TrailSeal(Keys keys, IndexKeys macs) {
    this.keys = keys;
    this.macs = macs;
  }

  @Override
  public boolean ready() {
    return keys.open();
  }

  @Override
  public int version() {
    keys.requireRead();
    return macs.version(KeyPurpose.ROW_INTEGRITY);
  }

  @Override
  public byte[] seal(int version, byte[] hash) {
    return macs.value(KeyPurpose.ROW_INTEGRITY, version, LABEL, hash);
  }

  @Override
  public boolean verify(int version, byte[] hash, byte[] mac) {
    return macs.versions(KeyPurpose.ROW_INTEGRITY).contains(version)
        && MessageDigest.isEqual(seal(version, hash), mac);
  }
}
