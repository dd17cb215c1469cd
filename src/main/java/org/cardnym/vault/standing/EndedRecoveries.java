package org.cardnym.vault.standing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads recoveries that are not under way, each by itself: one that somebody wrote past the vault
 * raises its alarm, tells nothing, and closes nothing. What has ended is read once.
 */
@ApplicationScoped
class EndedRecoveries {
  private final EntityManager entities;
  private final Clock clock;
  private final Map<UUID, Recovery> ended = new ConcurrentHashMap<>();
  private final PutOffRows refused = new PutOffRows();

  EndedRecoveries(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Empty for one that is not the vault's, and for none; one at a time, so that it alarms once. */
  synchronized Optional<Recovery> find(UUID restoreId) {
    Recovery known = ended.get(restoreId);
    if (known != null || refused.has(restoreId, clock.instant())) {
      return Optional.ofNullable(known);
    }
    try {
      Recovery read = QuarkusTransaction.requiringNew().call(() -> read(restoreId));
      if (read != null && read.endedAt() != null) {
        ended.put(restoreId, read);
      }
      return Optional.ofNullable(read);
    } catch (Refusal forged) {
      refused.putOff(restoreId, clock.instant());
      return Optional.empty();
    }
  }

  /** Has it read again, as it was changed. */
  void forget(UUID restoreId) {
    ended.remove(restoreId);
  }

  private @Nullable Recovery read(UUID restoreId) {
    RestorationRow row = entities.find(RestorationRow.class, restoreId);
    return row == null ? null : row.view();
  }
}
