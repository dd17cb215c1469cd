package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.cardnym.vault.keys.BeforeUse;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** A new link key is of no use to banks before it has a certificate. */
@ApplicationScoped
class CertifiedFirst implements BeforeUse {
  private final EntityManager entities;

  CertifiedFirst(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.LINK;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void require(int version) {
    if (entities.find(LinkCertificateRow.class, version) == null) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "certificate"));
    }
  }
}
