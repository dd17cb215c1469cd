package org.cardnym.vault.payer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Payers for tests, made by the doors that registrations use. */
public final class TestPayers {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private TestPayers() {}

  /** One whose contact is not confirmed yet. */
  public static UUID begun(Payers payers) {
    String email = "payer" + COUNTER.incrementAndGet() + "@example.test";
    return QuarkusTransaction.requiringNew().call(() -> payers.begin(email, ZoneOffset.UTC).id());
  }

  /** One that may choose a name. */
  public static UUID confirmed(Payers payers) {
    UUID payerId = begun(payers);
    payers.confirmContact(payerId);
    return payerId;
  }

  /** One that can pay, by the name {@code payer-<n>-<letters>}. */
  public static UUID active(Payers payers) {
    return active(payers, "payer-" + COUNTER.incrementAndGet() + "-fit");
  }

  public static UUID active(Payers payers, String alias) {
    UUID payerId = confirmed(payers);
    QuarkusTransaction.requiringNew().run(() -> payers.nameAlias(payerId, alias));
    payers.activate(payerId);
    return payerId;
  }
}
