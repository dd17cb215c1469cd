package org.cardnym.vault.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A session: whose it is decides much, so the row is guarded. */
@Entity
@Table(name = "page_session")
class PageSessionRow extends GuardedRow {
  /** PCI DSS 8.2.8, NIST SP 800-63B AAL3. */
  static final Duration IDLE = Duration.ofMinutes(15);

  static final Duration LONGEST = Duration.ofHours(12);

  /** How exact the time of the last request is kept, so that not every request writes. */
  static final Duration GRAIN = Duration.ofSeconds(30);

  @Id UUID sessionId = new UUID(0, 0);

  @Column(nullable = false)
  byte[] secretHash = new byte[0];

  @Nullable UUID payerId;

  @Column(nullable = false)
  Instant begunAt = Instant.EPOCH;

  @Column(nullable = false)
  Instant seenAt = Instant.EPOCH;

  @Nullable Instant provenAt;

  boolean ended(Instant now) {
    return !now.isBefore(seenAt.plus(IDLE)) || !now.isBefore(begunAt.plus(LONGEST));
  }

  boolean stale(Instant now) {
    return now.isAfter(seenAt.plus(GRAIN));
  }

  PageSession view(Cookie cookie) {
    return new PageSession(sessionId, payerId, provenAt, cookie);
  }

  @Override
  protected String table() {
    return "page_session";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.SESSION, sessionId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(sessionId).add(secretHash).add(payerId).add(begunAt).add(seenAt).add(provenAt);
  }
}
