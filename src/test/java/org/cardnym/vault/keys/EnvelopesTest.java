package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class EnvelopesTest {
  private static final AssociatedData OWNER = AssociatedData.of("test").with(new UUID(1, 2));

  @Inject Envelopes envelopes;
  @Inject KeyVersions versions;
  @Inject EntityManager entities;

  @Test
  void opensWhatItSealedForTheSameRow() {
    var made = QuarkusTransaction.requiringNew().call(() -> envelopes.create(OWNER));
    byte[] sealed = made.key().seal(new byte[] {1, 2, 3}, AssociatedData.of("r/1"));

    byte[] opened = envelopes.unwrap(made.wrapped(), OWNER).open(sealed, AssociatedData.of("r/1"));

    assertThat(opened).containsExactly(1, 2, 3);
  }

  @Test
  void refusesAKeyWrappedForAnotherRow() {
    var made = QuarkusTransaction.requiringNew().call(() -> envelopes.create(OWNER));

    assertThatThrownBy(
            () -> envelopes.unwrap(made.wrapped(), AssociatedData.of("test").with(new UUID(1, 3))))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.ROW_REFUSED));
  }

  @Test
  void countsEachWrapWithItsTransaction() {
    long before = wraps();
    QuarkusTransaction.requiringNew().run(() -> envelopes.create(OWNER));
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  envelopes.create(OWNER);
                  throw new IllegalStateException("rolled back");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(wraps()).isEqualTo(before + 1);
  }

  @Test
  void refusesAKeyVersionThatTheDatabaseWasMadeToOpenAgain() {
    QuarkusTransaction.requiringNew()
        .run(() ->
            entities
                .createNativeQuery("update key_version set wraps = wraps + 7 where purpose = 'KEK'")
                .executeUpdate());
    try {
      assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> envelopes.create(OWNER)))
          .hasMessageContaining("row_refused");
    } finally {
      QuarkusTransaction.requiringNew()
          .run(() ->
              entities
                  .createNativeQuery(
                      "update key_version set wraps = wraps - 7 where purpose = 'KEK'")
                  .executeUpdate());
    }
  }

  private long wraps() {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            versions.list().stream()
                .filter(v -> v.purpose().equals("kek"))
                .mapToLong(KeyVersions.View::wraps)
                .sum());
  }
}
