package org.cardnym.vault.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class DecoyTest {
  @Inject Payers payers;
  @Inject Decoy decoy;

  @Test
  void standsOnceTheVaultHasStarted() {
    assertThat(payers.get(payers.decoy()).state()).isEqualTo(PayerState.DECOY);
  }

  @Test
  void isMadeOnce() {
    Payer before = payers.get(payers.decoy());

    decoy.stand(payers.decoy());

    assertThat(payers.get(payers.decoy())).isEqualTo(before);
  }

  @Test
  void replicasThatStartAtOnceMakeItOnce() throws Exception {
    UUID decoyOfAnotherVault = UUID.randomUUID();
    var start = new CountDownLatch(1);

    try (var threads = Executors.newFixedThreadPool(6)) {
      var replicas = new ArrayList<Future<?>>();
      for (int i = 0; i < 6; i++) {
        replicas.add(
            threads.submit(() -> {
              start.await();
              decoy.stand(decoyOfAnotherVault);
              return null;
            }));
      }
      start.countDown();
      for (Future<?> replica : replicas) {
        replica.get();
      }
    }

    assertThat(payers.get(decoyOfAnotherVault).state()).isEqualTo(PayerState.DECOY);
  }

  @Test
  void sealsAndOpensLikeAnyPayer() {
    byte[] secret = "decoy".getBytes(StandardCharsets.UTF_8);

    byte[] sealed = payers.seal(payers.decoy(), "test", secret);

    assertThat(payers.open(payers.decoy(), "test", sealed)).isEqualTo(secret);
  }

  @Test
  void canNeverBecomeAPayer() {
    refuses(ErrorCode.STEP_OUT_OF_ORDER, () -> payers.confirmContact(payers.decoy()));
    refuses(ErrorCode.STEP_OUT_OF_ORDER, () -> payers.activate(payers.decoy()));
  }
}
