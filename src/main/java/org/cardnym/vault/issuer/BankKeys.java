package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The public keys that banks handed over by a trusted channel. The newest active {@code enc} key seals; any active {@code sig} key answers. */
@ApplicationScoped
public class BankKeys {
  /**
   * Pins a key.
   *
   * @param jwk a public JWK: EC P-256, or for {@code ENC} also RSA of 3072 to 8192 bits
   * @throws org.cardnym.vault.refusal.Refusal BANK_KEY_UNFIT, EXISTS or NOT_FOUND
   */
  public BankKey add(String actor, UUID bankId, BankKey.Use use, Map<String, Object> jwk) {
    throw new UnsupportedOperationException();
  }

  /** All keys of a bank, newest first. */
  public List<BankKey> list(UUID bankId) {
    throw new UnsupportedOperationException();
  }

  /** Retires a key for good; doing it again changes nothing. */
  public BankKey retire(String actor, UUID bankId, String kid) {
    throw new UnsupportedOperationException();
  }
}
