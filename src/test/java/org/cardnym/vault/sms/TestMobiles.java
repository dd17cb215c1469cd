package org.cardnym.vault.sms;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.cardnym.vault.Phones;
import org.cardnym.vault.payer.Payers;

/** Gives payers numbers that they have confirmed. */
@ApplicationScoped
public class TestMobiles {
  private final EntityManager entities;
  private final Payers payers;

  TestMobiles(EntityManager entities, Payers payers) {
    this.entities = entities;
    this.payers = payers;
  }

  /** A number of the payer's own from now on. */
  public String of(UUID payerId) {
    String number = Phones.freshNumber();
    QuarkusTransaction.requiringNew().run(() -> add(payerId, number));
    return number;
  }

  private void add(UUID payerId, String number) {
    var row = new MobileRow();
    row.payerId = payerId;
    row.number =
        payers.seal(payerId, "mobile/1/number", number.getBytes(StandardCharsets.US_ASCII));
    row.confirmedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    entities.persist(row);
  }
}
