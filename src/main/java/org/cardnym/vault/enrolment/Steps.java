package org.cardnym.vault.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The order of a registration: each step asks that those before it were taken; an earlier one may
 * be taken again.
 */
@ApplicationScoped
class Steps implements PayerLeaving {
  private final EntityManager entities;

  Steps(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void begin(UUID payerId) {
    var row = new EnrolmentRow();
    row.payerId = payerId;
    entities.persist(row);
  }

  /** Begins where earlier steps were taken elsewhere; one that has begun stays where it is. */
  @Transactional(Transactional.TxType.MANDATORY)
  void beginAt(UUID payerId, Step step) {
    if (entities.find(EnrolmentRow.class, payerId) == null) {
      var row = new EnrolmentRow();
      row.payerId = payerId;
      row.step = step;
      entities.persist(row);
    }
  }

  @Transactional
  Step next(UUID payerId) {
    EnrolmentRow row = entities.find(EnrolmentRow.class, payerId);
    return row == null ? Step.CARD : row.step;
  }

  /**
   * Refuses a step whose turn has not come.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER}
   */
  void require(UUID payerId, Step step) {
    if (next(payerId).compareTo(step) < 0) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
  }

  /** Notes that a step was taken, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  void taken(UUID payerId, Step step) {
    EnrolmentRow row = entities.find(EnrolmentRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    Step following = Step.values()[step.ordinal() + 1];
    if (row.step.compareTo(following) < 0) {
      row.step = following;
    }
  }

  @Override
  @Transactional
  public void leaving(UUID payerId) {
    for (String row : new String[] {"EnrolmentRow", "CardCheckRow"}) {
      entities
          .createQuery("delete from " + row + " r where r.payerId = :payer")
          .setParameter("payer", payerId)
          .executeUpdate();
    }
  }
}
