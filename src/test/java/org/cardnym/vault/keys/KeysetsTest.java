package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.GeneralSecurityException;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.custody.OpenedRootKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class KeysetsTest {
  @Inject Keysets keysets;
  @Inject Custody custody;
  @Inject Keys keys;
  @Inject EntityManager entities;
  @Inject Heartbeats heartbeats;

  @Test
  void areMadeOnceHoweverOftenAReplicaStarts() {
    byte[] before = sealed("KEK");

    keysets.create(custody.root());

    assertThat(sealed("KEK")).isEqualTo(before);
  }

  @Test
  void refusesAKeysetThatStandsInAnothersPlace() {
    RootKey root = custody.root();
    swap("ALIAS_INDEX", "PAN_INDEX");
    try {
      assertThatThrownBy(() -> keysets.read(root)).hasMessageContaining("does not open");
    } finally {
      swap("ALIAS_INDEX", "PAN_INDEX");
    }
  }

  @Test
  void refusesAnotherRootKey() {
    assertThatThrownBy(() -> keysets.read(new RootKey(new AnotherRootKey())))
        .hasMessageContaining("does not open");
  }

  @Test
  void reportsTheEpochOfEveryKeysetInTheHeartbeat() {
    heartbeats.beat(keys.ring().epochs());

    assertThat(heartbeats.live())
        .anySatisfy(replica -> assertThat(replica.epochs()).contains("KEK=1", "LINK=1"));
  }

  private byte[] sealed(String purpose) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (byte[])
                entities
                    .createNativeQuery("select sealed from keyset where purpose = :p")
                    .setParameter("p", purpose)
                    .getSingleResult());
  }

  private void swap(String one, String other) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery(
                    "update keyset k set sealed = o.sealed from keyset o where k.purpose in (:a, :b)"
                        + " and o.purpose in (:a, :b) and o.purpose <> k.purpose")
                .setParameter("a", one)
                .setParameter("b", other)
                .executeUpdate());
  }

  /** A sound key, but not the one that sealed these keysets. */
  private static final class AnotherRootKey implements OpenedRootKey {
    private final byte[] key = new byte[32];

    @Override
    public String id() {
      return "another";
    }

    @Override
    public String use() {
      return "sandbox";
    }

    @Override
    public byte[] seal(byte[] plain, byte[] associatedData) throws GeneralSecurityException {
      return new AesGcmJce(key).encrypt(plain, associatedData);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
      return new AesGcmJce(key).decrypt(sealed, associatedData);
    }

    @Override
    public void close() {
      // Held by nobody.
    }
  }
}
