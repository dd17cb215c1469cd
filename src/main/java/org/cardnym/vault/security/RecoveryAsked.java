package org.cardnym.vault.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to recover an account: the code that went to its contact, and one further
 * proof. Does not print.
 *
 * @param code of the authenticator app, or null
 * @param recoveryCode one of the sheet's, or null; exactly one of the two stands
 */
record RecoveryAsked(
    UUID recoveryId, String contactCode, @Nullable String code, @Nullable String recoveryCode) {
  @Override
  public String toString() {
    return "RecoveryAsked";
  }
}
