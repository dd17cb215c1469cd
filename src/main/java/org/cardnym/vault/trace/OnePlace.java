package org.cardnym.vault.trace;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread for the collector's client, which by itself would take a new one for each request and
 * waits without end for the body of an answer. While it is taken, more is refused.
 */
final class OnePlace extends ThreadPoolExecutor {
  private volatile @Nullable Thread busy;

  OnePlace() {
    super(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().name("traces").daemon().factory());
  }

  /** Ends what hangs. */
  void free() {
    Thread hung = busy;
    if (hung != null) {
      hung.interrupt();
    }
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    busy = thread;
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable failed) {
    busy = null;
  }
}
