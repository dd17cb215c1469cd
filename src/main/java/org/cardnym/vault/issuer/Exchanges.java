package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Messages to banks and what becomes of them: intended and committed first, then sent, repeated, answered or undone. */
@ApplicationScoped
public class Exchanges {
  /**
   * Commits to asking a bank, within the caller's transaction; nothing is sent yet.
   *
   * @return the message id
   * @throws org.cardnym.vault.refusal.Refusal UNAVAILABLE if the bank is suspended, NOT_FOUND if there is none
   */
  public UUID intend(Intent intent) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends, on a thread of its own, after the intent is committed. Completes when the exchange has settled or this replica leaves
   * the rest to the sweeper; never exceptionally.
   */
  public CompletionStage<Void> send(UUID familyId, UUID messageId) {
    throw new UnsupportedOperationException();
  }

  /** Carries back the code that a bank sent to its customer; waits for the answer (at most the bank's deadline). */
  public Settled verifyCode(UUID familyId, UUID messageId, BankCode code) {
    throw new UnsupportedOperationException();
  }

  /** All exchanges of a payment or payer, oldest first. */
  public List<ExchangeView> of(UUID familyId) {
    throw new UnsupportedOperationException();
  }
}
