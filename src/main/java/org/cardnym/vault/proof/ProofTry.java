package org.cardnym.vault.proof;

import java.util.List;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Proofs for one name, and from which browser. Does not print.
 *
 * @param named whose name it is, or null if nobody holds it
 * @param names the name's index values, the newest key's first
 * @param browser the long-lived browser cookie's id, or null
 * @param merchant whose payment they are given for, or null on the vault's own pages
 * @param consent what they are given for
 * @param alone what a password alone may pay here, or null where it proves nothing
 */
public record ProofTry(
    @Nullable UUID named,
    List<String> names,
    @Nullable UUID browser,
    @Nullable UUID merchant,
    Consent consent,
    @Nullable Money alone) {
  /** Where a password alone proves nothing. */
  public ProofTry(
      @Nullable UUID named,
      List<String> names,
      @Nullable UUID browser,
      @Nullable UUID merchant,
      Consent consent) {
    this(named, names, browser, merchant, consent, null);
  }

  /** As the trail tells of a name that nobody holds. */
  String actor() {
    return "name:" + names.getFirst();
  }

  @Override
  public String toString() {
    return "ProofTry";
  }
}
