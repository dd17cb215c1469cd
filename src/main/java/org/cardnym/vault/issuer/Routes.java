package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which bank issued a card, told by the first digits of its number (ISO/IEC 7812-1). Moves no card that is enrolled. */
@ApplicationScoped
public class Routes {
  /**
   * Adds a range.
   *
   * @throws org.cardnym.vault.refusal.Refusal ROUTE_UNFIT; ROUTE_AMBIGUOUS where it equals another or crosses its border; NOT_FOUND
   */
  public Route add(String actor, UUID bankId, String first, String last) {
    throw new UnsupportedOperationException();
  }

  /** All routes of a bank, by first digits. */
  public List<Route> list(UUID bankId) {
    throw new UnsupportedOperationException();
  }

  /** Removes a range; a range that is not there is NOT_FOUND. */
  public void remove(String actor, UUID bankId, UUID routeId) {
    throw new UnsupportedOperationException();
  }

  /** The active bank of the narrowest range that holds every number with this prefix of at most 8 digits. */
  public Optional<UUID> bankFor(String prefix) {
    throw new UnsupportedOperationException();
  }
}
