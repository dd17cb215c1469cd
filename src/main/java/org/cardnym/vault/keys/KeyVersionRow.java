package org.cardnym.vault.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State and use of one key version. */
@Entity
@Table(name = "key_version")
@IdClass(KeyVersionRow.Key.class)
class KeyVersionRow extends GuardedRow {
  /** Purpose and version. */
  record Key(KeyPurpose purpose, int version) implements Serializable {}

  @Id
  @Enumerated(EnumType.STRING)
  KeyPurpose purpose = KeyPurpose.KEK;

  @Id int version;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  KeyState state = KeyState.PRIMARY;

  @Column(nullable = false)
  long wraps;

  @Column(name = "created_at", nullable = false)
  Instant createdAt = Instant.EPOCH;

  /** The keyset's epoch from which on it is there. */
  @Column(name = "made_epoch", nullable = false)
  long madeEpoch = 1;

  /** From which on it wraps no more. */
  @Column(name = "closed_epoch")
  @Nullable Long closedEpoch;

  /** When it made something for the last time; null also for those of before this column. */
  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  /** From which on no replica opens with it. */
  @Column(name = "dropped_epoch")
  @Nullable Long droppedEpoch;

  /** When it was proven that no row needs it. */
  @Column(name = "proven_at")
  @Nullable Instant provenAt;

  @Column(name = "proven_by")
  @Nullable String provenBy;

  /** True unless rows have to stay under it for now. */
  boolean lets(Instant now) {
    Instant closed = closedAt;
    return !purpose.rowsStay() || closed == null || !now.isBefore(closed.plus(purpose.rest()));
  }

  @Override
  protected String table() {
    return "key_version";
  }

  @Override
  protected String rowId() {
    return purpose + "/" + version;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(purpose).add((long) version).add(state).add(wraps).add(createdAt);
    // Only from the first rotation on: rows from before these columns check as they are.
    if (madeEpoch != 1
        || closedEpoch != null
        || droppedEpoch != null
        || provenAt != null
        || provenBy != null) {
      deciding.add(madeEpoch).add(closedEpoch).add(droppedEpoch).add(provenAt).add(provenBy);
    }
    if (closedAt != null) {
      deciding.add(closedAt);
    }
  }
}
