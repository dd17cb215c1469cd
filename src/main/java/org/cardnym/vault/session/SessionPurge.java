package org.cardnym.vault.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes sessions that have ended. */
@ApplicationScoped
class SessionPurge implements Purge {
  static final Terms TERMS =
      new Terms(
          "page_sessions",
          PageSessionRow.IDLE,
          PageSessionRow.IDLE,
          Duration.ofDays(1),
          Duration.ofMinutes(5));

  private final PageSessions sessions;

  SessionPurge(PageSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Batch.swept(sessions.purge(before, most), most);
  }
}
