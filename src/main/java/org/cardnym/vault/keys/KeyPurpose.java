package org.cardnym.vault.keys;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.signature.PredefinedSignatureParameters;
import com.google.crypto.tink.signature.SignatureConfig2026;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** What each keyset is for; one key never serves two purposes. */
public enum KeyPurpose {
  /** Wraps data keys. */
  KEK(Kind.AEAD, Rest.NONE),
  /** Index of prepared names and skeletons. */
  ALIAS_INDEX(Kind.PRF, Rest.COUNTERS),
  /** Fingerprint of a whole card number (PCI DSS 3.5.1.1). */
  PAN_INDEX(Kind.PRF, Rest.COUNTERS),
  /** Contacts and addresses as counters see them. */
  CONTACT_INDEX(Kind.PRF, Rest.COUNTERS),
  /** Digests of requests that stand beside an idempotency key. */
  REQUEST_DIGEST(Kind.PRF, Rest.TRANSACTIONS),
  /** The MAC over the columns of a row that decide something. */
  ROW_INTEGRITY(Kind.PRF, Rest.TRANSACTIONS),
  /** Secrets in page addresses, cookies and codes. */
  PAGE(Kind.PRF, Rest.COOKIES),
  /** Seals the prepared form of a released name. */
  TOMBSTONE(Kind.AEAD, Rest.TRANSACTIONS),
  /** Signs the audit trail. */
  AUDIT(Kind.SIGNATURE, Rest.TRANSACTIONS),
  /** Signs messages to banks. */
  MESSAGE(Kind.SIGNATURE, Rest.TRANSACTIONS),
  /** The vault's own end of mutual TLS. */
  LINK(Kind.SIGNATURE, Rest.TRANSACTIONS);

  enum Kind {
    AEAD,
    PRF,
    SIGNATURE
  }

  /** How long what a version made last may be met. */
  private static final class Rest {
    /** Each wrap commits under the lock of its version. */
    static final Duration NONE = Duration.ZERO;

    /**
     * Whatever was made within a transaction is committed or gone: one ends after a minute, and a
     * replica makes nothing with keys that it has not read for half a minute.
     */
    static final Duration TRANSACTIONS = Duration.ofMinutes(2);

    /** Tries are counted under every version that lives: for a day, and locked for one at most. */
    static final Duration COUNTERS = Duration.ofDays(2);

    /** The cookie by which a browser is known again; all else lives for days at most. */
    static final Duration COOKIES = Duration.ofDays(400);
  }

  private final Kind kind;
  private final Duration rest;

  KeyPurpose(Kind kind, Duration rest) {
    this.kind = kind;
    this.rest = rest;
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
   * True for those of which nobody outside has to be told before, that open no card and no name,
   * and whose old versions end.
   */
  boolean rotatesByItself() {
    return switch (this) {
      case KEK, CONTACT_INDEX, ROW_INTEGRITY, PAGE, TOMBSTONE -> true;
      case ALIAS_INDEX, PAN_INDEX, REQUEST_DIGEST, AUDIT, MESSAGE, LINK -> false;
    };
  }

  /**
   * True where rows stay under a closed version until its rest is over, as what it made before
   * looks for them: payments look for names.
   */
  boolean rowsStay() {
    return this == ALIAS_INDEX;
  }

  /** True for those whose next version banks have to know before it makes anything. */
  boolean waitsForBanks() {
    return this == MESSAGE || this == LINK;
  }

  /** How long, from when a version made something for the last time, that may be met. */
  public Duration rest() {
    return rest;
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
