package org.cardnym.vault.proof;

import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.password.Password;
import org.jspecify.annotations.Nullable;

/**
 * All proofs of one step, posted together. Does not print.
 *
 * @param alias the name the merchant sent, as its index value
 * @param browser the long-lived browser cookie's id, or null
 * @param address the client's address
 * @param password as typed
 * @param code six digits as typed
 */
public record ProofTry(AliasIndex alias, @Nullable UUID browser, String address, Password password, String code) {
  @Override
  public String toString() {
    return "ProofTry";
  }
}
