package org.cardnym.vault.payment;

import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.password.Password;

/** What the payer typed on the payment's page, and from where. Does not print. */
public record ProofsGiven(Optional<UUID> browser, String address, Password password, String code) {
  @Override
  public String toString() {
    return "ProofsGiven";
  }
}
