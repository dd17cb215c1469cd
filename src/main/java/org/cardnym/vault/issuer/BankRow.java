package org.cardnym.vault.issuer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A bank as it stands in the database. */
@Entity
@Table(name = "bank")
class BankRow extends GuardedRow {
  @Id UUID bankId;

  @Column(nullable = false)
  String institutionId;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  String endpoint;

  @Column(nullable = false)
  String trustPem;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Bank.State state = Bank.State.ACTIVE;

  /** Why an operator last changed the state. */
  @Nullable String stateReason;

  /** When the state began. */
  @Nullable Instant stateSince;

  @Column(nullable = false)
  Instant addedAt;

  /** Of the bank's whole set of keys, see {@link KeySets}. */
  @Column(nullable = false)
  byte[] keysDigest = KeySets.digest(List.of());

  Bank bank() {
    return new Bank(
        bankId,
        institutionId,
        name,
        URI.create(endpoint),
        trustPem,
        state,
        stateReason,
        stateSince,
        addedAt);
  }

  @Override
  protected String table() {
    return "bank";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.BANK, bankId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(bankId)
        .add(institutionId)
        .add(name)
        .add(endpoint)
        .add(trustPem)
        .add(state)
        .add(addedAt)
        .add(keysDigest);
    // Only where they say something: rows from before these columns check as they are.
    if (stateSince != null) {
      deciding.add(stateSince).add(stateReason);
    }
  }
}
