package org.cardnym.vault.keys;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The keys this replica works with now. Sealed until the root key opened them; stale keys do no
 * card work.
 */
@Singleton
public class Keys {
  /** How long keysets may go unread before card work stops. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private final Clock clock;
  private final LongSupplier nanos;
  private volatile @Nullable Keyring ring;
  private volatile boolean open;
  private volatile Instant readAt = Instant.EPOCH;
  private volatile long readNanos;

  @Inject
  Keys(Clock clock) {
    this(clock, System::nanoTime);
  }

  /**
   * @param nanos goes on whatever happens to the clock
   */
  Keys(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** True once the keysets are committed and in use. */
  public boolean open() {
    return open;
  }

  /**
   * Refuses card work while sealed, and while the keysets can't be read again (30 s): a version may
   * have been closed meanwhile.
   */
  public void requireFresh() {
    ring();
    if (readAt.plus(FRESH).isBefore(clock.instant())) {
      throw new Refusal(ErrorCode.KEYS_STALE);
    }
  }

  /**
   * Refuses to make anything that lasts with keys that were not read for 30 s by a clock that
   * nobody sets: a replica that was stopped for a while may hold a version that has ended since.
   */
  void requireRead() {
    ring();
    if (nanos.getAsLong() - readNanos > FRESH.toNanos()) {
      throw new Refusal(ErrorCode.KEYS_STALE);
    }
  }

  OpenKeyset of(KeyPurpose purpose) {
    return ring().of(purpose);
  }

  Keyring ring() {
    Keyring now = ring;
    if (now == null) {
      throw new Refusal(ErrorCode.SEALED);
    }
    return now;
  }

  /** Takes newer keysets; never goes back to an older epoch. */
  synchronized void take(Keyring read) {
    Keyring held = ring;
    if (held != null && read.olderThan(held)) {
      throw new IllegalStateException("keysets in the database are older than those in use");
    }
    begin(read);
    open = true;
  }

  /** Keysets that are being made: for what is written with them, while nothing else may start. */
  synchronized void begin(Keyring made) {
    ring = made;
    readAt = clock.instant();
    readNanos = nanos.getAsLong();
  }

  synchronized void drop() {
    ring = null;
    open = false;
    readAt = Instant.EPOCH;
  }
}
