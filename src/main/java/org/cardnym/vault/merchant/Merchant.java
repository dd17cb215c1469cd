package org.cardnym.vault.merchant;

import java.time.Instant;
import java.util.List;
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
    Instant createdAt) {
  /** Whether the shop may ask for payments. */
  public enum State {
    ACTIVE,
    SUSPENDED
  }

  public Merchant {
    origins = List.copyOf(origins);
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  public boolean hasOrigin(String origin) {
    return origins.contains(origin);
  }
}
