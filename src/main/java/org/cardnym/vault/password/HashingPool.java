package org.cardnym.vault.password;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Threads of its own for hashing: memory and processors are bounded, and no request waits for ever.
 * A native call would hold a virtual thread's carrier, so it never runs on one.
 */
final class HashingPool implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final Semaphore places;
  private final Duration patience;

  HashingPool(int size, int waiting, Duration patience) {
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(size + waiting),
            Thread.ofPlatform().name("hashing-", 0).daemon().factory(),
            new ThreadPoolExecutor.AbortPolicy());
    this.places = new Semaphore(size + waiting);
    this.patience = patience;
  }

  /**
   * Takes a place, to be closed after the work.
   *
   * @throws Refusal {@link ErrorCode#UNAVAILABLE} if too many run and wait already
   */
  HashingTurn turn() {
    if (!places.tryAcquire()) {
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
    return new HashingTurn(places);
  }

  /**
   * Runs the work, which takes a place of its own, and waits for it.
   *
   * @throws Refusal {@link ErrorCode#UNAVAILABLE} if too many wait already, or the patience is over
   */
  <T> T run(Callable<T> work) {
    try (HashingTurn turn = turn()) {
      return run(turn, work);
    }
  }

  /**
   * Runs the work in a place that was taken, and waits for it.
   *
   * @throws Refusal {@link ErrorCode#UNAVAILABLE} if the patience is over
   */
  <T> T run(HashingTurn turn, Callable<T> work) {
    requireNonNull(turn);
    Future<T> running = submit(work);
    try {
      return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      running.cancel(true);
      throw new Refusal(ErrorCode.UNAVAILABLE);
    } catch (InterruptedException stopping) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new Refusal(ErrorCode.UNAVAILABLE);
    } catch (ExecutionException failed) {
      // Its message is not passed on: nobody knows what an engine puts into it.
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IllegalStateException("hashing failed: " + cause.getClass().getName());
    }
  }

  private <T> Future<T> submit(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException full) {
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
  }

  /** Threads that hash now. */
  int running() {
    return threads.getActiveCount();
  }

  /** Hashes that wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
