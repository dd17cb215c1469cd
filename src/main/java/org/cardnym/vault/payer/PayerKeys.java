package org.cardnym.vault.payer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.DataKey;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The payers' data keys: made with the payer, unwrapped for one use, removed with the person. */
@ApplicationScoped
class PayerKeys {
  private final EntityManager entities;
  private final Envelopes envelopes;
  private final RowAlarm alarm;

  PayerKeys(EntityManager entities, Envelopes envelopes, RowAlarm alarm) {
    this.entities = entities;
    this.envelopes = envelopes;
    this.alarm = alarm;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void create(UUID payerId) {
    Envelopes.Made made = envelopes.create(PayerKeyRow.owner(payerId));
    entities.persist(new PayerKeyRow(payerId, made.wrapped()));
  }

  @Transactional
  byte[] seal(UUID payerId, String purpose, byte[] plaintext) {
    return key(payerId).seal(plaintext, binding(payerId, purpose));
  }

  @Transactional
  byte[] open(UUID payerId, String purpose, byte[] sealed) {
    try {
      return key(payerId).open(sealed, binding(payerId, purpose));
    } catch (Refusal refusal) {
      if (refusal.code() == ErrorCode.ROW_REFUSED) {
        alarm.raise("payer", TypeId.of(IdKind.PAYER, payerId));
      }
      throw refusal;
    }
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void remove(UUID payerId) {
    PayerKeyRow row = entities.find(PayerKeyRow.class, payerId);
    if (row != null) {
      entities.remove(row);
    }
  }

  private DataKey key(UUID payerId) {
    PayerKeyRow row = entities.find(PayerKeyRow.class, payerId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return envelopes.unwrap(row.wrapped, row.keyOwner());
  }

  private static AssociatedData binding(UUID payerId, String purpose) {
    return AssociatedData.of("payer-sealed/1").with(payerId).with(purpose);
  }
}
