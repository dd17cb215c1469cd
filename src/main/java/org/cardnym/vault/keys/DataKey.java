package org.cardnym.vault.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The AES-256-GCM key of one card, payer or merchant. What it seals begins with a format byte; then
 * come 12 bytes of nonce, the ciphertext and 16 bytes of tag. Does not print.
 */
public final class DataKey {
  static final int SIZE = 32;
  private static final byte FORMAT = 1;
  private static final AesGcmParameters PARAMETERS = parameters();

  private final Aead aead;

  private DataKey(Aead aead) {
    this.aead = aead;
  }

  @AccessesPartialKey
  static DataKey of(byte[] key) throws GeneralSecurityException {
    var secret = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
    var handle =
        KeysetHandle.newBuilder()
            .setConfiguration(AeadConfig2026.get())
            .addEntry(
                KeysetHandle.importKey(
                        AesGcmKey.builder().setParameters(PARAMETERS).setKeyBytes(secret).build())
                    .withFixedId(1)
                    .makePrimary())
            .build();
    return new DataKey(handle.getPrimitive(AeadConfig2026.get(), Aead.class));
  }

  public byte[] seal(byte[] plaintext, AssociatedData binding) {
    try {
      byte[] sealed = aead.encrypt(plaintext, binding.bytes());
      byte[] framed = new byte[sealed.length + 1];
      framed[0] = FORMAT;
      System.arraycopy(sealed, 0, framed, 1, sealed.length);
      return framed;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM can't seal", broken);
    }
  }

  /**
   * Opens what was sealed under the same binding.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if bytes or binding are not those that were
   *     sealed
   */
  public byte[] open(byte[] sealed, AssociatedData binding) {
    if (sealed.length < 2 || sealed[0] != FORMAT) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    try {
      return aead.decrypt(Arrays.copyOfRange(sealed, 1, sealed.length), binding.bytes());
    } catch (GeneralSecurityException notOurs) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
  }

  @Override
  public String toString() {
    return "DataKey";
  }

  private static AesGcmParameters parameters() {
    try {
      return AesGcmParameters.builder()
          .setKeySizeBytes(SIZE)
          .setIvSizeBytes(12)
          .setTagSizeBytes(16)
          .setVariant(AesGcmParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
