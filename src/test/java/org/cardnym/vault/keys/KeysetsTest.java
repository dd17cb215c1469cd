package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class KeysetsTest {
  @Inject Keysets keysets;
  @Inject RootKeyProvider provider;
  @Inject Keys keys;
  @Inject EntityManager entities;
  @Inject Heartbeats heartbeats;

  @Test
  void areMadeOnceHoweverOftenAReplicaStarts() {
    byte[] before = sealed("KEK");

    keysets.create(provider.open().orElseThrow());

    assertThat(sealed("KEK")).isEqualTo(before);
  }

  @Test
  void refusesAKeysetThatStandsInAnothersPlace() {
    RootKey root = provider.open().orElseThrow();
    swap("ALIAS_INDEX", "PAN_INDEX");
    try {
      assertThatThrownBy(() -> keysets.read(root)).hasMessageContaining("does not open");
    } finally {
      swap("ALIAS_INDEX", "PAN_INDEX");
    }
  }

  @Test
  void refusesAnotherRootKey() throws Exception {
    var other =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readValue(TestRootKey.json("another root key"), RootKeyFile.Content.class);

    assertThatThrownBy(() -> keysets.read(RootKeyFile.open(other, "another root key")))
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
}
