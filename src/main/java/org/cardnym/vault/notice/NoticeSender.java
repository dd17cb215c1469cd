package org.cardnym.vault.notice;

import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.jboss.logging.Logger;

/**
 * Sends what is queued, on every replica; tries again what fails, and gives up what has become
 * worthless. Several at once, each for itself: a mail that hangs until its timeout keeps no code
 * waiting.
 */
@ApplicationScoped
class NoticeSender {
  private static final Logger LOG = Logger.getLogger(NoticeSender.class);

  /** Mails under way from one replica. */
  private static final int AT_ONCE = 16;

  private final Keys keys;
  private final NoticeQueue queue;
  private final NoticeMails mails;
  private final Payers payers;
  private final NoticeMeters meters;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("mail-", 0).daemon().factory());
  private final Semaphore places = new Semaphore(AT_ONCE);

  NoticeSender(
      Keys keys, NoticeQueue queue, NoticeMails mails, Payers payers, NoticeMeters meters) {
    this.keys = keys;
    this.queue = queue;
    this.mails = mails;
    this.payers = payers;
    this.meters = meters;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    if (!keys.open()) {
      return;
    }
    var buckets = new ArrayList<>(queue.due());
    // Replicas begin in different places, so that they seldom meet.
    Collections.shuffle(buckets);
    buckets.forEach(bucket -> queue.claim(bucket).forEach(this::begin));
  }

  /** Waits for a place, never for the mail. */
  private void begin(NoticeJob job) {
    places.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        deliver(job);
      } finally {
        places.release();
      }
    });
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  private void deliver(NoticeJob job) {
    long began = System.nanoTime();
    try {
      tried(job, settle(job), began);
    } catch (RuntimeException failed) {
      queue.postpone(job, Backoff.after(job.tries()));
      tried(job, NoticeOutcome.FAILED, began);
      // The class only: mail servers quote addresses in their answers.
      LOG.warnf(
          "notice_not_sent kind=%s attempt=%d error=%s",
          job.kind(), job.tries(), rootOf(failed).getClass().getName());
    }
  }

  private NoticeOutcome settle(NoticeJob job) {
    NoticeOutcome outcome = sent(job);
    queue.remove(job);
    return outcome;
  }

  private NoticeOutcome sent(NoticeJob job) {
    if (job.tooOld()) {
      LOG.errorf("notice_given_up kind=%s attempt=%d", job.kind(), job.tries() - 1);
      return NoticeOutcome.GIVEN_UP;
    }
    if (!reachable(job)) {
      return NoticeOutcome.DROPPED;
    }
    mails.send(job);
    return NoticeOutcome.SENT;
  }

  /** The decoy has no mailbox, and who is gone wants no mail. */
  private boolean reachable(NoticeJob job) {
    Optional<PayerState> state = payers.find(job.payerId()).map(Payer::state);
    return state.isPresent() && state.get() != PayerState.DECOY && state.get() != PayerState.ERASED;
  }

  private void tried(NoticeJob job, NoticeOutcome outcome, long began) {
    meters.tried(job, outcome, Duration.ofNanos(System.nanoTime() - began));
  }

  private static Throwable rootOf(Throwable failed) {
    Throwable root = failed;
    for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
