package org.cardnym.vault.payer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.alias.HeldNames;

/** Lends payers' names to the walk that makes their claims anew. */
@ApplicationScoped
class OpenedNames implements HeldNames {
  private final Payers payers;

  OpenedNames(Payers payers) {
    this.payers = payers;
  }

  @Override
  public Optional<String> typed(UUID payerId) {
    return payers.aliasTyped(payerId);
  }
}
