package org.cardnym.vault.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** A browser that has paid: it has tries of its own and higher limits, so the row is guarded. */
@Entity
@Table(name = "known_browser")
@IdClass(KnownBrowserRow.Key.class)
class KnownBrowserRow extends GuardedRow {
  /** Payer and browser. */
  record Key(UUID payerId, UUID browserId) implements Serializable {}

  private static final int FIRST_VERSION = 1;

  @Id UUID payerId = new UUID(0, 0);

  @Id UUID browserId = new UUID(0, 0);

  /** The name it paid with, by its index value. */
  @Column(nullable = false)
  String aliasIndex = "";

  /** The version of the key that made it. */
  @Column(nullable = false)
  int aliasIndexVersion = FIRST_VERSION;

  @Column(nullable = false)
  Instant firstPaidAt = Instant.EPOCH;

  @Column(nullable = false)
  Instant lastPaidAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "known_browser";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYER, payerId) + "/" + browserId;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(browserId).add(aliasIndex).add(firstPaidAt).add(lastPaidAt);
    // Only where it says something: rows from before this column check as they are.
    if (aliasIndexVersion != FIRST_VERSION) {
      deciding.add("aliasIndexVersion").add((long) aliasIndexVersion);
    }
  }
}
