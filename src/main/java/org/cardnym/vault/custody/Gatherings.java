package org.cardnym.vault.custody;

import jakarta.inject.Singleton;
import java.time.Clock;

/** Shares of the root key in use, and of the one that shall take its place. */
@Singleton
public class Gatherings {
  private final Gathering current;
  private final Gathering next;

  public Gatherings(RootKeyFiles files, Clock clock) {
    current = new Gathering(files::current, clock);
    next = new Gathering(() -> files.next().orElseGet(NoRootKey::new), clock);
  }

  public Gathering current() {
    return current;
  }

  public Gathering next() {
    return next;
  }

  /** Forgets what was given too long ago. */
  public void expire() {
    current.expire();
    next.expire();
  }

  /** Forgets all. */
  public void forget() {
    current.forget();
    next.forget();
  }
}
