package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Makes, wraps and unwraps data keys. A wrap counts, and commits only under a version that may
 * still wrap.
 */
@ApplicationScoped
public class Envelopes {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Keys keys;
  private final KeyVersions versions;

  Envelopes(Keys keys, KeyVersions versions) {
    this.keys = keys;
    this.versions = versions;
  }

  /** A fresh key in both forms. */
  public record Made(DataKey key, WrappedKey wrapped) {}

  /**
   * Makes the data key of one row, in the transaction that inserts the row.
   *
   * @param owner names the row: family, and its ids
   */
  public Made create(AssociatedData owner) {
    keys.requireFresh();
    OpenKeyset kek = keys.of(KeyPurpose.KEK);
    versions.countWrap(kek.primary());
    byte[] key = new byte[DataKey.SIZE];
    RANDOM.nextBytes(key);
    try {
      byte[] wrapped = kek.aead(kek.primary()).encrypt(key, bound(owner, kek.primary()));
      return new Made(DataKey.of(key), new WrappedKey(kek.primary(), wrapped));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM can't wrap", broken);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Unwraps a row's data key.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if the key was wrapped for another row, or its
   *     bytes were changed
   */
  public DataKey unwrap(WrappedKey wrapped, AssociatedData owner) {
    byte[] key = {};
    try {
      key =
          keys.of(KeyPurpose.KEK)
              .aead(wrapped.kekVersion())
              .decrypt(wrapped.bytes, bound(owner, wrapped.kekVersion()));
      return DataKey.of(key);
    } catch (GeneralSecurityException notThisRow) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] bound(AssociatedData owner, int kekVersion) {
    return AssociatedData.of("data-key/1").with(owner.bytes()).with(kekVersion).bytes();
  }
}
