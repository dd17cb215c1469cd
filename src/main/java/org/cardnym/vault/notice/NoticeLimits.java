package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.cardnym.vault.limit.Attempt;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;

/**
 * How many mails of a kind a payer gets in a day, and how many text messages a number. Counted when
 * a mail is about to be sent: no payment waits for it, nothing that queues mail can pass it by, and
 * no count is lost with a transaction that rolls back.
 */
@ApplicationScoped
class NoticeLimits {
  private final Limits limits;
  private final Subjects subjects;
  private final NoticeSeal seal;

  NoticeLimits(Limits limits, Subjects subjects, NoticeSeal seal) {
    this.limits = limits;
    this.subjects = subjects;
    this.seal = seal;
  }

  /** Counts a mail at its first try; one that is tried again was counted. */
  Attempt take(NoticeJob job) {
    if (job.kind().channel() == Channel.TEXT) {
      return job.tries() > 1 || mayBeSent(job) ? Attempt.ALLOWED : Attempt.REFUSED;
    }
    if (!job.kind().limited()) {
      return Attempt.ALLOWED;
    }
    Subject subject = subjects.notices(job.payerId(), job.kind().name());
    if (job.tries() <= 1) {
      return limits.attempt(Limit.NOTICES_PER_KIND, subject);
    }
    return limits.refusedUntil(Limit.NOTICES_PER_KIND, List.of(subject)).isPresent()
        ? Attempt.LAST
        : Attempt.ALLOWED;
  }

  /** Whoever asked has had an answer already, so that this tells nobody who has which number. */
  private boolean mayBeSent(NoticeJob job) {
    Limit vault = Limit.TEXTS_PER_VAULT;
    return limits.tryNow(Limit.TEXTS_PER_NUMBER, subjects.mobile(number(job)))
        && limits.tryNow(vault, subjects.vault(vault));
  }

  private String number(NoticeJob job) {
    return Objects.requireNonNull(seal.open(job).get("to"));
  }
}
