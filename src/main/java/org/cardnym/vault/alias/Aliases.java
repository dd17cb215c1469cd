package org.cardnym.vault.alias;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Who holds which name. A name is two claims, its prepared form and its skeleton, under every live version of the index key. */
@ApplicationScoped
public class Aliases {
  /** The index value of a name under the newest key; asks nobody whether the name is held. */
  public AliasIndex index(PreparedAlias alias) {
    throw new UnsupportedOperationException();
  }

  /** Whose name this is. */
  public Optional<UUID> payerOf(AliasIndex index) {
    throw new UnsupportedOperationException();
  }

  /**
   * Claims a name in the caller's transaction, which must end with the refusal if there is one.
   *
   * @throws Refusal {@link ErrorCode#ALIAS_TAKEN} if this name or one that looks like it is held, or ever was
   */
  public void claim(UUID payerId, PreparedAlias alias) {
    throw new UnsupportedOperationException();
  }

  /** Gives up the payer's name for good, in the caller's transaction: nobody gets it again. */
  public void release(UUID payerId, PreparedAlias alias) {
    throw new UnsupportedOperationException();
  }

  /** Takes back the claims of one who never became a payer, in the caller's transaction: the name is free again. */
  public void withdraw(UUID payerId) {
    throw new UnsupportedOperationException();
  }
}
