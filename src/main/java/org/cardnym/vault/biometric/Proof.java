package org.cardnym.vault.biometric;

import java.util.List;

/**
 * Whom a token proved, and how. Known by issuer and subject, never by a name or an address (ASVS
 * 6.8.1). Does not print.
 *
 * @param amr those of its methods that counted: of the body, and of the device's key
 */
public record Proof(String provider, String issuer, String subject, List<String> amr) {
  public Proof {
    amr = List.copyOf(amr);
  }

  @Override
  public String toString() {
    return "Proof[" + provider + "]";
  }
}
