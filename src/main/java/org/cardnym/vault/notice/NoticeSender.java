package org.cardnym.vault.notice;

import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.limit.Attempt;
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

  /** Notices of one channel under way from one replica. */
  private static final int AT_ONCE = 16;

  private final Keys keys;
  private final NoticeQueue queue;
  private final NoticeMails mails;
  private final NoticeMessages messages;
  private final NoticeLimits limits;
  private final Payers payers;
  private final NoticeMeters meters;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("notice-", 0).daemon().factory());
  private final Map<Channel, Semaphore> places =
      Map.of(Channel.MAIL, new Semaphore(AT_ONCE), Channel.TEXT, new Semaphore(AT_ONCE));

  NoticeSender(
      Keys keys,
      NoticeQueue queue,
      NoticeMails mails,
      NoticeMessages messages,
      NoticeLimits limits,
      Payers payers,
      NoticeMeters meters) {
    this.keys = keys;
    this.queue = queue;
    this.mails = mails;
    this.messages = messages;
    this.limits = limits;
    this.payers = payers;
    this.meters = meters;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    run(Channel.MAIL);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void runTexts() {
    run(Channel.TEXT);
  }

  private void run(Channel channel) {
    if (!keys.open()) {
      return;
    }
    var buckets = new ArrayList<>(queue.due(channel));
    // Replicas begin in different places, so that they seldom meet.
    Collections.shuffle(buckets);
    Semaphore free = Objects.requireNonNull(places.get(channel));
    buckets.forEach(bucket -> queue.claim(channel, bucket).forEach(job -> begin(job, free)));
  }

  /** Waits for a place, never for the notice. */
  private void begin(NoticeJob job, Semaphore free) {
    free.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        deliver(job);
      } finally {
        free.release();
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
    Attempt attempt = limits.take(job);
    if (attempt == Attempt.REFUSED) {
      LOG.warnf("notice_held_back kind=%s", job.kind());
      return NoticeOutcome.HELD_BACK;
    }
    return handedOver(job, attempt == Attempt.LAST);
  }

  private NoticeOutcome handedOver(NoticeJob job, boolean last) {
    if (job.kind().channel() == Channel.MAIL) {
      mails.send(job, last);
    } else if (!messages.send(job)) {
      LOG.errorf("notice_given_up kind=%s attempt=%d", job.kind(), job.tries());
      return NoticeOutcome.GIVEN_UP;
    }
    return NoticeOutcome.SENT;
  }

  /** The decoy has no mailbox and no phone, and who is gone wants no mail. */
  private boolean reachable(NoticeJob job) {
    if (job.kind().channel() == Channel.TEXT && !messages.on()) {
      return false;
    }
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
