package org.cardnym.vault.password;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.cardnym.vault.payer.Payers;

/** Hashes of a vault that was configured otherwise. */
@ApplicationScoped
public class OldHashes {
  static final Argon2Cost OLD = new Argon2Cost(12_288, 3, 1);

  private final EntityManager entities;
  private final Payers payers;

  OldHashes(EntityManager entities, Payers payers) {
    this.entities = entities;
    this.payers = payers;
  }

  /** Puts a hash of the old cost in place of the payer's. */
  public void give(UUID payerId, String text) {
    byte[] salt = new byte[Phc.SALT_SIZE];
    try (Password password = Password.typed(text)) {
      byte[] tag = Argon2Engines.choose().hash(OLD, password.utf8(), salt);
      String phc = new Phc(OLD, salt, tag).text();
      QuarkusTransaction.requiringNew()
          .run(() ->
              row(payerId).sealed =
                  payers.seal(payerId, "password", phc.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** True while it stands. */
  public boolean standsFor(UUID payerId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          byte[] text = payers.open(payerId, "password", row(payerId).sealed);
          return Phc.parse(new String(text, StandardCharsets.US_ASCII)).cost().equals(OLD);
        });
  }

  private PasswordRow row(UUID payerId) {
    return entities.find(PasswordRow.class, payerId);
  }
}
