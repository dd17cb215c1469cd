package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Wraps data keys anew; what they seal stays closed. */
@ApplicationScoped
class Rewrapper implements Dependents {
  private final EntityManager entities;
  private final Envelopes envelopes;
  private final Keys keys;
  private final KeyVersions versions;
  private final RowCounts counts;
  private final RowWalk walk;
  private final RowAlarm alarm;

  Rewrapper(
      EntityManager entities,
      Envelopes envelopes,
      Keys keys,
      KeyVersions versions,
      RowCounts counts,
      RowWalk walk,
      RowAlarm alarm) {
    this.entities = entities;
    this.envelopes = envelopes;
    this.keys = keys;
    this.versions = versions;
    this.counts = counts;
    this.walk = walk;
    this.alarm = alarm;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.KEK;
  }

  @Override
  public Map<Integer, Map<String, Long>> byVersion() {
    return counts.byVersion();
  }

  @Override
  public Map<String, Long> under(int version) {
    return counts.under(version);
  }

  @Override
  public List<MovingRows> moving() {
    return counts.tables().stream().<MovingRows>map(Wrapped::new).toList();
  }

  /** As {@link RowWalk#next}. */
  RowWalk.Step next(WrappedRows rows, int from, @Nullable List<?> place, int most) {
    return walk.next(new Wrapped(rows), from, place, most);
  }

  private final class Wrapped implements MovingRows {
    private final WrappedRows rows;
    private final OpenKeyset kek = keys.of(KeyPurpose.KEK);

    Wrapped(WrappedRows rows) {
      this.rows = rows;
    }

    @Override
    public KeyPurpose purpose() {
      return KeyPurpose.KEK;
    }

    @Override
    public String table() {
      return rows.table();
    }

    @Override
    public String column() {
      return "kek_version";
    }

    /** As {@link WrappedRows} says. */
    @Override
    public boolean indexed() {
      return true;
    }

    @Override
    public List<String> key() {
      return rows.key();
    }

    /** A row whose MAC fails raises the alarm when it is read. */
    @Override
    public void move(List<?> id, boolean alone) {
      List<UUID> key = id.stream().map(UUID.class::cast).toList();
      HoldsKey row = entities.find(rows.row(), rows.id().apply(key));
      try {
        row.rewrapped(envelopes.rewrap(kek, row.wrappedKey(), row.keyOwner()));
      } catch (Refusal foreignKey) {
        if (alone) {
          alarm.raise(rows.table(), row.rowName());
        }
        throw foreignKey;
      }
    }

    @Override
    public void moved(int wraps) {
      if (!versions.count(kek.primary(), wraps)) {
        throw new Refusal(ErrorCode.KEY_CLOSED);
      }
    }
  }
}
