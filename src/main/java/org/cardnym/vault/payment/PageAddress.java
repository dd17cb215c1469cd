package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of a payment's page: its id and a 128-bit secret derived from it, so that the id
 * alone opens nothing.
 */
@ApplicationScoped
public class PageAddress {
  private static final String LABEL = "payment-page/1";

  private final IndexKeys keys;
  private final String origin;

  PageAddress(IndexKeys keys, @ConfigProperty(name = "cardnym.pages.origin") String origin) {
    this.keys = keys;
    this.origin = origin;
  }

  String of(UUID paymentId) {
    return origin
        + "/pay/"
        + TypeId.of(IdKind.PAYMENT, paymentId)
        + "/"
        + keys.secret(LABEL, Uuids.bytes(paymentId));
  }

  /** True if this is the payment's secret; in constant time. */
  public boolean opens(UUID paymentId, String secret) {
    return keys.isSecret(LABEL, Uuids.bytes(paymentId), secret);
  }
}
