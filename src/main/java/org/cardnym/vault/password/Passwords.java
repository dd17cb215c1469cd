package org.cardnym.vault.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Sets and judges passwords. Tries are counted by the caller, before it asks. */
@ApplicationScoped
public class Passwords {
  /**
   * Sets a payer's password, the one before it ends. Hashing takes tens of milliseconds: best called without a transaction.
   *
   * @param contextWords what anybody would guess for this payer: name, mail address; they don't count towards the length
   * @throws org.cardnym.vault.refusal.Refusal {@code PASSWORD_TOO_SHORT}, {@code PASSWORD_TOO_LONG}, {@code PASSWORD_CHARACTERS},
   *     {@code PASSWORD_COMMON}, {@code PASSWORD_CONTEXT}; {@code UNAVAILABLE} while too many wait
   */
  public void set(UUID payerId, Password password, List<String> contextWords) {
    throw new UnsupportedOperationException();
  }

  /**
   * True if it is the payer's password. Takes as long for a payer without one. Call it without a transaction.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code UNAVAILABLE} while too many wait; {@code ROW_REFUSED}
   */
  public boolean judge(UUID payerId, Password password) {
    throw new UnsupportedOperationException();
  }
}
