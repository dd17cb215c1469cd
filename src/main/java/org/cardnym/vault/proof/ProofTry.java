package org.cardnym.vault.proof;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proofs for one name, and from which browser. Does not print.
 *
 * @param named whose name it is, or null if nobody holds it
 * @param name the name's index value
 * @param browser the long-lived browser cookie's id, or null
 * @param consent what they are given for
 */
public record ProofTry(@Nullable UUID named, String name, @Nullable UUID browser, Consent consent) {
  @Override
  public String toString() {
    return "ProofTry";
  }
}
