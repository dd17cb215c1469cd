package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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
import org.jspecify.annotations.Nullable;

/** A bank's key as it stands in the database; the JWK holds its public members only. */
@Entity
@Table(name = "bank_key")
@IdClass(BankKeyRow.Key.class)
class BankKeyRow extends GuardedRow {
  /** Bank and thumbprint. */
  record Key(UUID bankId, String kid) implements Serializable {}

  @Id UUID bankId;

  @Id String kid;

  @Enumerated(EnumType.STRING)
  @Column(name = "key_use", nullable = false)
  BankKey.Use use;

  @Column(nullable = false)
  String jwk;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  BankKey.State state = BankKey.State.ACTIVE;

  @Column(nullable = false)
  Instant addedAt;

  @Nullable Instant retiredAt;

  BankKey key() {
    return new BankKey(bankId, kid, use, pinned().members(), state, addedAt, retiredAt);
  }

  PinnedKey pinned() {
    return PinnedKey.read(use, jwk);
  }

  @Override
  protected String table() {
    return "bank_key";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.BANK, bankId) + "/" + kid;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(bankId).add(kid).add(use).add(jwk).add(state).add(addedAt).add(retiredAt);
  }
}
