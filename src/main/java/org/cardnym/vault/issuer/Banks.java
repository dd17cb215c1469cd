package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The banks that cards can be enrolled with. */
@ApplicationScoped
public class Banks {
  /**
   * Adds a bank; it is active, but takes nothing before it has keys and a route.
   *
   * @param actor who asks, as the trail names persons and clients
   * @throws org.cardnym.vault.refusal.Refusal EXISTS, ENDPOINT_UNFIT, CERTIFICATE_UNFIT or MALFORMED
   */
  public Bank add(String actor, String institutionId, String name, String endpoint, String trustPem) {
    throw new UnsupportedOperationException();
  }

  /** Up to {@code limit} banks after {@code after}, in order of identifier. */
  public List<Bank> list(@Nullable UUID after, int limit) {
    throw new UnsupportedOperationException();
  }

  public Optional<Bank> find(UUID bankId) {
    throw new UnsupportedOperationException();
  }

  public Bank suspend(String actor, UUID bankId, String reason) {
    throw new UnsupportedOperationException();
  }

  public Bank resume(String actor, UUID bankId, String reason) {
    throw new UnsupportedOperationException();
  }
}
