package org.cardnym.vault.limit;

import java.time.Duration;
import java.util.Locale;

/**
 * Every limit of the vault. A window begins with a subject's first try; when the tries are used up,
 * the subject stays refused for {@code lock}, or until the window ends where the lock is zero.
 * Tries can be set by {@code cardnym.limit.<name>.tries}, up to the ceiling; the rest is fixed.
 * PSD2 RTS art. 4(3)(b): at most five failures in a row; PCI DSS 8.3.4: at least 30 minutes' lock.
 */
public enum Limit {
  PASSWORD_STRANGERS(5, 5, days(1), minutes(30), OnError.REFUSE),
  PASSWORD_KNOWN_BROWSER(5, 5, days(1), minutes(30), OnError.REFUSE),
  OTP_STRANGERS(5, 5, days(1), minutes(30), OnError.REFUSE),
  OTP_KNOWN_BROWSER(5, 5, days(1), minutes(30), OnError.REFUSE),
  TOKEN_STRANGERS(5, 5, days(1), minutes(30), OnError.REFUSE),
  TOKEN_KNOWN_BROWSER(5, 5, days(1), minutes(30), OnError.REFUSE),
  PASSKEY_STRANGERS(5, 5, days(1), minutes(30), OnError.REFUSE),
  PASSKEY_KNOWN_BROWSER(5, 5, days(1), minutes(30), OnError.REFUSE),
  SMS_STRANGERS(5, 5, days(1), minutes(30), OnError.REFUSE),
  SMS_KNOWN_BROWSER(5, 5, days(1), minutes(30), OnError.REFUSE),
  /** Guessing across many names from one place. */
  PROOFS_PER_ADDRESS(60, 100_000, minutes(10), Duration.ZERO, OnError.REFUSE),
  /**
   * Passwords and codes that strangers' browsers get wrong at one shop, from however many
   * addresses: what holds is given back. It is a brake and no bar: as a bar it would let anybody
   * shut a shop to its new customers. While it is on, {@link #SLOWED_PROOFS_PER_ADDRESS} is asked
   * too. It only adds to the counters of name and address, which refuse when counters can't be
   * reached, so a row that is too busy to be counted in keeps nobody out.
   */
  STRANGER_PROOFS_PER_MERCHANT(300, 100_000, minutes(1), minutes(10), OnError.ALLOW),
  /**
   * The same over the whole vault, its own pages included, and for the same reasons a brake: as a
   * bar it would be the cheapest way to shut the vault for everybody. Counted in parts, so that
   * payments from new browsers don't queue for one row.
   */
  STRANGER_PROOFS_PER_VAULT(3_200, 1_000_000, minutes(1), minutes(10), OnError.ALLOW, 16),
  /**
   * What is left to a stranger's browser while a brake is on: enough for somebody who mistypes,
   * little for a network of machines that guess. Known browsers, passkeys and identity services
   * have all they ever have.
   */
  SLOWED_PROOFS_PER_ADDRESS(5, 1_000, minutes(10), Duration.ZERO, OnError.REFUSE),
  /**
   * Mails that tell of a lock, so that locking a name is no way to flood its owner: for strangers
   * together, and for each browser that has paid, of which strangers use up nothing.
   */
  LOCK_NOTICES_PER_NAME(3, 100, days(1), Duration.ZERO, OnError.REFUSE),
  /**
   * Mails of one kind to one payer; each kind has its own, so none uses up another's. The last says
   * that it is the last for a day. Codes have limits of their own, before they are made. No guess
   * hangs on it, so without counters the payer is told.
   */
  NOTICES_PER_KIND(20, 1_000, days(1), Duration.ZERO, OnError.ALLOW),
  /**
   * Mails that tell of an operator's lock; apart, so that strangers can't use them up. No guess
   * hangs on it, so without counters the payer is told.
   */
  OPERATOR_NOTICES_PER_PAYER(20, 1_000, days(1), Duration.ZERO, OnError.ALLOW),
  CONTACT_CODES_PER_CONTACT(5, 100, days(1), Duration.ZERO, OnError.REFUSE),
  CONTACT_CODES_PER_ADDRESS(20, 100_000, hours(1), Duration.ZERO, OnError.REFUSE),
  CONTACT_CODE_TRIES(5, 5, days(1), days(1), OnError.REFUSE),
  /** Codes by text message for one payment. Each costs money and rings somebody's phone. */
  TEXTS_PER_PAYMENT(3, 10, days(1), Duration.ZERO, OnError.REFUSE),
  /**
   * The same for a name, strangers together and each browser that has paid for it: a bombed phone
   * teaches its owner to give in. Beyond it the answer is the same, and nothing is sent.
   */
  TEXTS_PER_NAME(10, 100, days(1), Duration.ZERO, OnError.REFUSE),
  /** Codes by text message that are asked for from one place. */
  TEXTS_PER_ADDRESS(20, 100_000, hours(1), Duration.ZERO, OnError.REFUSE),
  /**
   * Text messages to one number, whoever causes them; counted when they are sent, so that no answer
   * tells of a number. More than strangers have for a name, so that they leave its owner some.
   */
  TEXTS_PER_NUMBER(20, 100, days(1), Duration.ZERO, OnError.REFUSE),
  /** All text messages, as they cost money; counted in parts, when they are sent. */
  TEXTS_PER_VAULT(4_800, 1_000_000, hours(1), Duration.ZERO, OnError.REFUSE, 16),
  /** Mobile numbers that a payer has a code sent to, theirs or not. */
  MOBILE_CODES_PER_PAYER(5, 100, days(1), Duration.ZERO, OnError.REFUSE),
  MOBILE_CODE_TRIES(5, 5, days(1), days(1), OnError.REFUSE),
  /**
   * Recoveries begun for a name by strangers together, and by each browser that has paid for it:
   * each may send a mail.
   */
  RECOVERIES_PER_NAME(5, 100, days(1), Duration.ZERO, OnError.REFUSE),
  RECOVERIES_PER_ADDRESS(20, 100_000, hours(1), Duration.ZERO, OnError.REFUSE),
  RECOVERY_TRIES(5, 5, days(1), days(1), OnError.REFUSE),
  /** Passwords and authenticators set by registrations from one place. */
  PROOFS_SET_PER_ADDRESS(120, 100_000, hours(1), Duration.ZERO, OnError.REFUSE),
  /** How often one person may ask whether a name is taken. */
  ALIAS_TAKEN_ANSWERS(10, 1_000, days(1), Duration.ZERO, OnError.REFUSE),
  CARD_TRIES_PER_CONTACT(5, 100, days(1), Duration.ZERO, OnError.REFUSE),
  CARD_TRIES_PER_ADDRESS(20, 100_000, days(1), Duration.ZERO, OnError.REFUSE),
  CARD_TRIES_PER_FINGERPRINT(5, 100, days(1), Duration.ZERO, OnError.REFUSE),
  CARD_TRIES_PER_BIN(200, 100_000, hours(1), Duration.ZERO, OnError.REFUSE),
  CARD_TRIES_PER_BANK(1_000, 1_000_000, hours(1), Duration.ZERO, OnError.REFUSE),
  BANK_CODE_TRIES(5, 5, days(1), days(1), OnError.REFUSE),
  /** What a payer may change by themself; a stolen session writes no more than that. */
  ACCOUNT_CHANGES_PER_PAYER(120, 10_000, hours(1), Duration.ZERO, OnError.REFUSE),
  /** An export reads everything there is of a payer, and sends a mail. */
  EXPORTS_PER_PAYER(5, 100, days(1), Duration.ZERO, OnError.REFUSE),
  /** Protects the service, no secret: whoever looks has signed in. */
  ACCOUNT_LOOKS_PER_PAYER(1_200, 1_000_000, minutes(10), Duration.ZERO, OnError.ALLOW),
  /** Protects the service, no secret: a payment that is created, or canceled, reveals nothing. */
  PAYMENTS_PER_MERCHANT(6_000, 1_000_000, minutes(1), Duration.ZERO, OnError.ALLOW),
  /** Protects the service and the banks: what can be given back is bounded by what was paid. */
  REFUNDS_PER_MERCHANT(600, 1_000_000, minutes(1), Duration.ZERO, OnError.ALLOW),
  /** Protects the service: a list is dearer than a single look. */
  LISTS_PER_MERCHANT(600, 1_000_000, minutes(1), Duration.ZERO, OnError.ALLOW),
  /** Protects the service, no secret: a challenge says nothing of anybody. */
  PASSKEY_ASKS_PER_ADDRESS(600, 1_000_000, minutes(10), Duration.ZERO, OnError.ALLOW),
  /** Protects the service, no secret: a page that is opened still asks for every proof. */
  PAGE_OPENINGS_PER_ADDRESS(300, 1_000_000, minutes(10), Duration.ZERO, OnError.ALLOW),
  /**
   * Pages on which operators sign, from one place. Their addresses can't be guessed, so it protects
   * the service; an operator is not to be kept out while counters can't be reached.
   */
  APPROVAL_PAGES_PER_ADDRESS(600, 100_000, minutes(10), Duration.ZERO, OnError.ALLOW),
  /** Protects the trail: beyond it callers who are turned away stand there as a count. */
  ACCESS_REFUSALS_PER_ACTOR(20, 1_000, minutes(10), Duration.ZERO, OnError.REFUSE);

  /** What becomes of a try while the counters can't be reached. */
  enum OnError {
    /** Guards something that can be guessed. */
    REFUSE,
    /** Guards capacity, or adds to limits that refuse; the limit says which. */
    ALLOW
  }

  private final int tries;
  private final int ceiling;
  private final Duration window;
  private final Duration lock;
  private final OnError onError;
  private final int parts;

  Limit(int tries, int ceiling, Duration window, Duration lock, OnError onError) {
    this(tries, ceiling, window, lock, onError, 1);
  }

  Limit(int tries, int ceiling, Duration window, Duration lock, OnError onError, int parts) {
    this.tries = tries;
    this.ceiling = ceiling;
    this.window = window;
    this.lock = lock;
    this.onError = onError;
    this.parts = parts;
  }

  /** Tries a window, unless configured. */
  int tries() {
    return tries;
  }

  /** Rows in which it is counted, each with its share of the tries. */
  int parts() {
    return parts;
  }

  /** The most that configuration may set. */
  int ceiling() {
    return ceiling;
  }

  Duration window() {
    return window;
  }

  /**
   * True if a subject without tries left waits {@link #lockOrWindow} from then on, not only until
   * its window ends.
   */
  boolean locks() {
    return lock.isPositive();
  }

  /** How long it is refused where the last try is at once the first. */
  public Duration lockOrWindow() {
    return locks() ? lock : window;
  }

  boolean refusesOnError() {
    return onError == OnError.REFUSE;
  }

  /**
   * The property that sets the tries, for instance {@code cardnym.limit.proofs-per-address.tries}.
   */
  String property() {
    return "cardnym.limit." + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".tries";
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  private static Duration hours(int count) {
    return Duration.ofHours(count);
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }
}
