package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** The chain that certifies one version of the link key. */
@Entity
@Table(name = "link_certificate")
class LinkCertificateRow extends GuardedRow {
  @Id int keyVersion;

  @Column(nullable = false)
  String chainPem;

  @Column(nullable = false)
  Instant addedAt;

  @Override
  protected String table() {
    return "link_certificate";
  }

  @Override
  protected String rowId() {
    return Integer.toString(keyVersion);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add((long) keyVersion).add(chainPem).add(addedAt);
  }
}
