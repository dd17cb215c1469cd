package org.cardnym.vault.biometric;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/**
 * An account at a service that a payer has linked: whoever proves to be its holder is this payer.
 */
@Entity
@Table(name = "provider_link")
@IdClass(LinkRow.Key.class)
class LinkRow extends GuardedRow {
  /** Payer and link. */
  record Key(UUID payerId, UUID linkId) implements Serializable {}

  @Id
  @Column(name = "payer_id")
  UUID payerId = new UUID(0, 0);

  @Id
  @Column(name = "link_id")
  UUID linkId = new UUID(0, 0);

  @Column(nullable = false)
  String provider = "";

  /** Issuer and subject, under the payer's key. */
  @Column(name = "identity_sealed", nullable = false)
  byte[] identitySealed = new byte[0];

  @Column(name = "index_version", nullable = false)
  int indexVersion;

  /** A keyed value of issuer and subject, by which a token is compared without opening them. */
  @Column(name = "identity_index", nullable = false)
  byte[] identityIndex = new byte[0];

  @Column(name = "linked_at", nullable = false)
  Instant linkedAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "provider_link";
  }

  @Override
  protected String rowId() {
    return payerId + "/" + linkId;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(payerId).add(linkId).add(provider).add(identitySealed);
    deciding.add((long) indexVersion).add(identityIndex).add(linkedAt);
  }
}
