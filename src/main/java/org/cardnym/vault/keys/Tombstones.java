package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Seals the prepared form of a released name under a key that no person's data shares. */
@ApplicationScoped
public class Tombstones {
  private final Keys keys;

  Tombstones(Keys keys) {
    this.keys = keys;
  }

  /** The version that sealed these bytes: Tink's prefix, a byte of 1 and the key's identifier. */
  public int version(byte[] sealed) {
    return ByteBuffer.wrap(sealed).getInt(1);
  }

  public byte[] seal(byte[] preparedName, AssociatedData binding) {
    OpenKeyset keyset = keys.of(KeyPurpose.TOMBSTONE);
    try {
      return keyset.aead(keyset.primary()).encrypt(preparedName, binding.bytes());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM can't seal", broken);
    }
  }

  /**
   * Opens what was sealed under the same binding; the name is the taker's to wipe.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if bytes or binding are not those that were
   *     sealed
   */
  public byte[] open(byte[] sealed, AssociatedData binding) {
    if (sealed.length < Byte.BYTES + Integer.BYTES) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    try {
      return keys.of(KeyPurpose.TOMBSTONE).aead(version(sealed)).decrypt(sealed, binding.bytes());
    } catch (GeneralSecurityException notOurs) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
  }
}
