package org.cardnym.vault.password;

import java.util.concurrent.Semaphore;

/**
 * A place in the pool that judges passwords, taken before a try is counted: who gets none is
 * refused uncounted, so that a busy vault locks nobody out. Given back when it is closed.
 */
public final class HashingTurn implements AutoCloseable {
  private final Semaphore places;

  HashingTurn(Semaphore places) {
    this.places = places;
  }

  @Override
  public void close() {
    places.release();
  }
}
