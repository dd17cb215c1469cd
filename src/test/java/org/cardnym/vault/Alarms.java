package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.audit.AuditTrail;

/** Claims about alarms: another thread writes them, so they may take a moment. */
@ApplicationScoped
public class Alarms {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AuditTrail trail;

  Alarms(AuditTrail trail) {
    this.trail = trail;
  }

  /** The trail holds, or soon will, that the row with this identifier was refused. */
  public void await(String row) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!raised(row) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(raised(row)).as("an alarm for " + row).isTrue();
  }

  /** How often the trail holds by now that it was refused, up to a hundred times. */
  public long count(String row) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            trail.page(null, row, 100).stream()
                .filter(entry -> "ROW_REFUSED".equals(entry.action()))
                .count());
  }

  private boolean raised(String row) {
    return count(row) > 0;
  }
}
