package org.cardnym.vault.notice;

import java.time.Duration;
import java.util.UUID;

/** One queued notice that this replica has claimed for a while. */
final class NoticeJob {
  private final UUID payerId;
  private final UUID noticeId;
  private final NoticeKind kind;
  private final byte[] sealed;
  private final int tries;
  private final Duration age;

  NoticeJob(UUID payerId, UUID noticeId, NoticeKind kind, byte[] sealed, int tries, Duration age) {
    this.payerId = payerId;
    this.noticeId = noticeId;
    this.kind = kind;
    this.sealed = sealed;
    this.tries = tries;
    this.age = age;
  }

  UUID payerId() {
    return payerId;
  }

  UUID noticeId() {
    return noticeId;
  }

  NoticeKind kind() {
    return kind;
  }

  byte[] sealed() {
    return sealed;
  }

  /** With this one. */
  int tries() {
    return tries;
  }

  boolean tooOld() {
    return age.compareTo(kind.patience()) > 0;
  }
}
