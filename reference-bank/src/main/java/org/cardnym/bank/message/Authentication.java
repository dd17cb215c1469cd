package org.cardnym.bank.message;

import java.time.Instant;
import java.util.List;

/**
 * The vault's evidence that the payer agreed.
 *
 * @param amr RFC 8176 values
 * @param bound {@code signed} by the payer's device, or {@code recorded} by the vault
 * @param policy the rule the vault applied
 */
public record Authentication(
    List<String> amr, String acr, Instant time, String bound, String policy) {

  public Authentication {
    amr = List.copyOf(amr);
  }
}
