package org.cardnym.vault.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.issuer.PrefixRange;
import org.cardnym.vault.keys.Heartbeats;
import org.cardnym.vault.keys.Keys;

/** Moves for tests: begun as if two had signed, and driven by as many replicas as a test wants. */
@ApplicationScoped
class Movers {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Keys keys;
  private final AuditLag lag;
  private final Heartbeats heartbeats;
  private final Moves moves;
  private final MoveStep step;
  private final MoveProgress progress;
  private final MoveSettings settings;
  private final MoveMeters meters;
  private final Clock clock;

  Movers(
      Keys keys,
      AuditLag lag,
      Heartbeats heartbeats,
      Moves moves,
      MoveStep step,
      MoveProgress progress,
      MoveSettings settings,
      MoveMeters meters,
      Clock clock) {
    this.keys = keys;
    this.lag = lag;
    this.heartbeats = heartbeats;
    this.moves = moves;
    this.step = step;
    this.progress = progress;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  /** All cards of a bank that routes lead to the other. */
  UUID begun(UUID from, UUID to) {
    return begun(new MoveAsked(from, to, null, null, "a test"));
  }

  UUID begun(UUID from, UUID to, String first, String last) {
    return begun(new MoveAsked(from, to, PrefixRange.of(first, last), null, "a test"));
  }

  UUID begun(MoveAsked asked) {
    return QuarkusTransaction.requiringNew().call(() -> moves.begin("test", asked)).id();
  }

  /** Another replica, which knows nothing of what others have done. */
  MoveSweep replica() {
    return new MoveSweep(keys, lag, heartbeats, moves, step, progress, settings, meters, clock);
  }

  MoveView view(UUID move) {
    return moves.find(move).orElseThrow();
  }

  /** Until it has ended, at most thirty seconds; how it stands then. */
  MoveView drive(UUID move, MoveSweep replica) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (view(move).state().equals("running") && System.nanoTime() < end) {
      replica.tick();
    }
    assertThat(view(move).state()).isEqualTo("ended");
    return view(move);
  }
}
