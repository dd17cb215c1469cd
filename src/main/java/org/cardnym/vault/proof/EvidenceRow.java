package org.cardnym.vault.proof;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** The evidence of one payment, with what it is tied to. */
@Entity
@Table(name = "evidence")
class EvidenceRow extends GuardedRow {
  @Id UUID paymentId = new UUID(0, 0);

  @Column(nullable = false)
  UUID payerId = new UUID(0, 0);

  @Column(nullable = false)
  UUID merchantId = new UUID(0, 0);

  @Column(nullable = false)
  long amount;

  @Column(nullable = false)
  String currency = "";

  @Column(nullable = false)
  String amr = "";

  @Column(nullable = false)
  String acr = "";

  @Column(nullable = false)
  Instant provenAt = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Evidence.Bound bound = Evidence.Bound.RECORDED;

  @Column(nullable = false)
  String policy = "";

  boolean isFor(ProofSubject subject) {
    return paymentId.equals(subject.paymentId())
        && merchantId.equals(subject.merchantId())
        && amount == subject.amount().value()
        && currency.equals(subject.amount().currency());
  }

  @Override
  protected String table() {
    return "evidence";
  }

  @Override
  protected String rowId() {
    return paymentId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(paymentId)
        .add(payerId)
        .add(merchantId)
        .add(amount)
        .add(currency)
        .add(amr)
        .add(acr)
        .add(provenAt)
        .add(bound)
        .add(policy);
  }
}
