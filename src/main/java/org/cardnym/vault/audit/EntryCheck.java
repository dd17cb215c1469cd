package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/** Tells the entries that the vault wrote from those that somebody wrote past it. */
@ApplicationScoped
class EntryCheck {
  private final AuditSeal seal;

  EntryCheck(AuditSeal seal) {
    this.seal = seal;
  }

  /** True if the row is sealed as it stands; refusal and batch are no part of that. */
  boolean genuine(AuditRow row) {
    return genuine(row, EntryHash.of(row));
  }

  /** The same, where its hash is already computed. */
  boolean genuine(AuditRow row, byte[] hash) {
    return Arrays.equals(hash, row.hash) && seal.verify(row.macVersion, hash, row.mac);
  }
}
