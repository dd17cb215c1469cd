package org.cardnym.bank.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bank's private keys: one or more {@code enc} keys, for old and new live side by side while
 * the vault changes over, and {@code sig} keys of which the first signs.
 */
public final class BankKeys {

  private final Map<String, RecipientKey> recipients = new HashMap<>();
  private final JWKSet publicKeys;
  private final ECKey signatureKey;
  private final KeyedHash keyedHash;

  /**
   * @throws IllegalArgumentException if the keys break the protocol's section 2
   */
  BankKeys(List<JWK> keys, KeyedHash keyedHash) {
    this.keyedHash = keyedHash;
    this.publicKeys = new JWKSet(keys).toPublicJWKSet();
    try {
      KeyRules.checkIds(keys);
      for (JWK key : keys) {
        if (KeyUse.ENCRYPTION.equals(key.getKeyUse()) && KeyRules.mayEncrypt(key)) {
          recipients.put(key.getKeyID(), RecipientKey.of(key));
        }
      }
    } catch (JOSEException e) {
      throw new IllegalArgumentException("a key of the bank can't be used");
    }
    this.signatureKey = firstSignatureKey(keys);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("the bank has no enc key");
    }
  }

  private static ECKey firstSignatureKey(List<JWK> keys) {
    return keys.stream()
        .filter(key -> KeyUse.SIGNATURE.equals(key.getKeyUse()) && KeyRules.isP256(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the bank has no sig key on P-256"))
        .toECKey();
  }

  /** The encryption key pinned under this id. */
  public Optional<RecipientKey> recipient(String kid) {
    return Optional.ofNullable(recipients.get(kid));
  }

  /** The key that signs answers. */
  public ECKey signatureKey() {
    return signatureKey;
  }

  public KeyedHash keyedHash() {
    return keyedHash;
  }

  /** What the vault's operator is given. */
  public JWKSet publicKeys() {
    return publicKeys;
  }

  @Override
  public String toString() {
    return "BankKeys[" + publicKeys.getKeys().size() + " keys]";
  }
}
