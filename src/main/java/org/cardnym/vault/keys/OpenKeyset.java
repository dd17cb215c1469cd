package org.cardnym.vault.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.signature.EcdsaPrivateKey;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** One keyset, opened: its primitives by version. The Tink key id is the version. */
final class OpenKeyset {
  private final long epoch;
  private final int primary;
  private final Map<Integer, Aead> aeads = new HashMap<>();
  private final Map<Integer, Prf> prfs = new HashMap<>();
  private final Map<Integer, SigningKey> signers = new HashMap<>();

  OpenKeyset(KeyPurpose purpose, KeysetHandle handle, long epoch) throws GeneralSecurityException {
    this.epoch = epoch;
    this.primary = handle.getPrimary().getId();
    for (int i = 0; i < handle.size(); i++) {
      KeysetHandle.Entry entry = handle.getAt(i);
      if (entry.getStatus() == KeyStatus.ENABLED) {
        open(purpose, entry.getId(), entry.getKey());
      }
    }
  }

  private void open(KeyPurpose purpose, int version, Key key) throws GeneralSecurityException {
    if (key instanceof EcdsaPrivateKey ecdsa) {
      signers.put(version, SigningKey.of(version, ecdsa, InsecureSecretKeyAccess.get()));
      return;
    }
    KeysetHandle alone =
        KeysetHandle.newBuilder()
            .setConfiguration(purpose.configuration())
            .addEntry(KeysetHandle.importKey(key).withFixedId(version).makePrimary())
            .build();
    if (purpose.kindIsAead()) {
      aeads.put(version, alone.getPrimitive(AeadConfig2026.get(), Aead.class));
    } else {
      prfs.put(
          version, alone.getPrimitive(PrfConfig2026.get(), PrfSet.class).getPrfs().get(version));
    }
  }

  long epoch() {
    return epoch;
  }

  int primary() {
    return primary;
  }

  Aead aead(int version) {
    return present(aeads.get(version));
  }

  Prf prf(int version) {
    return present(prfs.get(version));
  }

  java.util.Set<Integer> prfVersions() {
    return java.util.Set.copyOf(prfs.keySet());
  }

  SigningKey signer(int version) {
    return present(signers.get(version));
  }

  java.util.Collection<SigningKey> signers() {
    return java.util.List.copyOf(signers.values());
  }

  private static <T> T present(@Nullable T primitive) {
    if (primitive == null) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return primitive;
  }
}
