package org.cardnym.vault.payer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The registered persons. What belongs to one is sealed under its own data key and opened for its own identifier only. */
@ApplicationScoped
public class Payers {
  /** The actor in audit entries: {@code payer:pyr_…}. */
  public static String actor(UUID payerId) {
    return "payer:" + TypeId.of(IdKind.PAYER, payerId);
  }

  /** Begins a registration, in the caller's transaction. */
  public Payer begin(String email, ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  public Optional<Payer> find(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * The payer of this identifier.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  public Payer get(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /** Notes that a registration goes on, so that it is not forgotten; any other change here notes it too. */
  public void stepped(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /** Notes that the contact was confirmed by a code. */
  public void confirmContact(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives a pending payer its name, in place of an earlier choice; in the caller's transaction.
   *
   * @throws Refusal {@code ALIAS_…} if the name is unfit or taken, {@link ErrorCode#STEP_OUT_OF_ORDER} before the contact is
   *     confirmed or after the registration ended
   */
  public void nameAlias(UUID payerId, String typed) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the registration: from now on this payer can pay. The caller has seen to the proofs.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless contact and name stand
   */
  public void activate(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /** Seals something of this payer's. {@code purpose} says what, and which row where there are several. */
  public byte[] seal(UUID payerId, String purpose, byte[] plaintext) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens what was sealed for the same payer and purpose.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED}, with an alarm, if it was not
   */
  public byte[] open(UUID payerId, String purpose, byte[] sealed) {
    throw new UnsupportedOperationException();
  }

  /** The contact, in clear. */
  public String email(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /** The name as its owner typed it, if there is one yet. */
  public Optional<String> aliasTyped(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /** The payer that stands in for names that nobody holds. */
  public UUID decoy() {
    throw new UnsupportedOperationException();
  }
}
