package org.cardnym.vault.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.signature.EcdsaPrivateKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The bytes of keys in keysets, for tests that look for them where none may be. */
final class TestKeysets {
  private TestKeysets() {}

  static List<Integer> ids(KeysetHandle keyset) {
    return IntStream.range(0, keyset.size()).mapToObj(i -> keyset.getAt(i).getId()).toList();
  }

  @AccessesPartialKey
  static List<byte[]> keys(KeysetHandle keyset) {
    var keys = new ArrayList<byte[]>();
    for (int i = 0; i < keyset.size(); i++) {
      keys.add(bytes(keyset.getAt(i).getKey()));
    }
    return keys;
  }

  @AccessesPartialKey
  private static byte[] bytes(Key key) {
    return switch (key) {
      case AesGcmKey aead -> aead.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
      case HmacPrfKey prf -> prf.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
      case EcdsaPrivateKey signer ->
          unsigned(signer.getPrivateValue().getBigInteger(InsecureSecretKeyAccess.get()));
      default -> throw new IllegalStateException("a key of another kind");
    };
  }

  /** Without the sign, and the zeros that some encodings leave out. */
  private static byte[] unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
