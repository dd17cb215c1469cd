package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The walk that brings all rows under the newest version of a key: that it is wanted, how fast it
 * may go, how it ended.
 */
@Entity
@Table(name = "rewrap")
class RewrapRow extends GuardedRow {
  enum State {
    RUNNING,
    ENDED
  }

  @Id
  @Enumerated(EnumType.STRING)
  KeyPurpose purpose = KeyPurpose.KEK;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  State state = State.RUNNING;

  /** That all rows shall come under. */
  @Column(nullable = false)
  int version;

  /** Rows a second, on all replicas together. */
  @Column(nullable = false)
  int rate;

  /** Rows under other versions when it began. */
  @Column(nullable = false)
  long total;

  /** The same when it ended. */
  @Column(nullable = false)
  long remaining;

  @Column(name = "started_at", nullable = false)
  Instant startedAt = Instant.EPOCH;

  @Column(name = "started_by", nullable = false)
  String startedBy = "";

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Override
  protected String table() {
    return "rewrap";
  }

  @Override
  protected String rowId() {
    return purpose.wire();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(purpose)
        .add(state)
        .add((long) version)
        .add((long) rate)
        .add(total)
        .add(remaining)
        .add(startedAt)
        .add(startedBy)
        .add(endedAt);
  }
}
