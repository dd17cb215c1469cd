package org.cardnym.vault.merchant;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A shop as the operator registered it.
 *
 * @param displayName what payers read on the page, at most 40 characters
 * @param legalName what the bank is told
 * @param categoryCode ISO 18245, four digits
 * @param country ISO 3166-1 alpha-2
 * @param clientId the OIDC client that speaks for this shop
 * @param origins where its pages may come from, in the order of their text
 * @param returnUrl where payers go back to, on one of the origins
 * @param elsewhere what becomes of its payments in a browser that did not begin them
 */
public record Merchant(
    UUID id,
    String displayName,
    String legalName,
    String categoryCode,
    String country,
    String clientId,
    State state,
    List<String> origins,
    String returnUrl,
    Elsewhere elsewhere,
    Instant createdAt) {
  /** Whether the shop may ask for payments. */
  public enum State {
    ACTIVE,
    SUSPENDED
  }

  /** What a payment's page does in a browser that did not begin the payment. */
  public enum Elsewhere {
    /** Says so, and no more. */
    REFUSE,
    /** Says so, and lets the payer pay by username and passkey, and by nothing else. */
    PASSKEY;

    /** The name on the wire, for instance {@code passkey}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Merchant {
    origins = List.copyOf(origins);
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  /** True if a payer may pay it where the payment was not begun. */
  public boolean paidElsewhere() {
    return active() && elsewhere == Elsewhere.PASSKEY;
  }

  public boolean hasOrigin(String origin) {
    return origins.contains(origin);
  }
}
