package org.cardnym.vault.keys;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.signature.PredefinedSignatureParameters;
import com.google.crypto.tink.signature.SignatureConfig2026;
import java.util.Arrays;
import java.util.Locale;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** What each keyset is for; one key never serves two purposes. */
public enum KeyPurpose {
  /** Wraps data keys. */
  KEK(Kind.AEAD),
  /** Index of prepared names and skeletons. */
  ALIAS_INDEX(Kind.PRF),
  /** Fingerprint of a whole card number (PCI DSS 3.5.1.1). */
  PAN_INDEX(Kind.PRF),
  /** Contacts and addresses as counters see them. */
  CONTACT_INDEX(Kind.PRF),
  /** Digests of requests that stand beside an idempotency key. */
  REQUEST_DIGEST(Kind.PRF),
  /** The MAC over the columns of a row that decide something. */
  ROW_INTEGRITY(Kind.PRF),
  /** Secrets in page addresses, cookies and codes. */
  PAGE(Kind.PRF),
  /** Seals the prepared form of a released name. */
  TOMBSTONE(Kind.AEAD),
  /** Signs the audit trail. */
  AUDIT(Kind.SIGNATURE),
  /** Signs messages to banks. */
  MESSAGE(Kind.SIGNATURE),
  /** The vault's own end of mutual TLS. */
  LINK(Kind.SIGNATURE);

  enum Kind {
    AEAD,
    PRF,
    SIGNATURE
  }

  private final Kind kind;

  KeyPurpose(Kind kind) {
    this.kind = kind;
  }

  /** As operators write it, for instance {@code kek}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  public static KeyPurpose parse(String wire) {
    return Arrays.stream(values())
        .filter(purpose -> purpose.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /**
   * Only the KEK can be replaced so far.
   *
   * @throws Refusal {@link ErrorCode#KEY_FIXED}
   */
  void requireRotatable() {
    if (this != KEK) {
      throw new Refusal(ErrorCode.KEY_FIXED);
    }
  }

  boolean kindIsAead() {
    return kind == Kind.AEAD;
  }

  Parameters parameters() {
    return switch (kind) {
      case AEAD -> PredefinedAeadParameters.AES256_GCM;
      case PRF -> PredefinedPrfParameters.HMAC_SHA256_PRF;
      case SIGNATURE -> PredefinedSignatureParameters.ECDSA_P256_IEEE_P1363_WITHOUT_PREFIX;
    };
  }

  Configuration configuration() {
    return switch (kind) {
      case AEAD -> AeadConfig2026.get();
      case PRF -> PrfConfig2026.get();
      case SIGNATURE -> SignatureConfig2026.get();
    };
  }
}
