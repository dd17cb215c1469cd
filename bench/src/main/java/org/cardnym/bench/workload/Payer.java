package org.cardnym.bench.workload;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.cardnym.bench.stack.Enrolled;
import org.cardnym.sandbox.otp.Totp;

/** A person with a phone that shows no code twice, in one visit at a time. */
final class Payer {
  /** The vault locks after five; rather stay out of its way. */
  private static final int MOST_FAILURES = 3;

  private final Enrolled enrolled;
  private final Totp phone;
  private final Map<String, String> lasting = new TreeMap<>();
  private long lastStep;
  private int failures;

  Payer(Enrolled enrolled) {
    this.enrolled = enrolled;
    this.phone = new Totp(enrolled.totpSecret());
    this.lastStep = enrolled.firstStep();
  }

  Enrolled who() {
    return enrolled;
  }

  /** Cookies that outlast a payment. */
  Map<String, String> lasting() {
    return lasting;
  }

  boolean hasCode() {
    return Totp.stepAt(Instant.now()) > lastStep;
  }

  String code() {
    lastStep = Totp.stepAt(Instant.now());
    return phone.code(lastStep);
  }

  /** A proof held, and the vault has forgotten the failures before it. */
  void proved() {
    failures = 0;
  }

  void failed() {
    failures++;
  }

  boolean tired() {
    return failures >= MOST_FAILURES;
  }
}
