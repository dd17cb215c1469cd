package org.cardnym.vault.notice;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What a payer is told by mail, or in a text message. The text of each kind is the template {@code
 * notice/<name>.txt}.
 */
public enum NoticeKind {
  /**
   * Facts: {@code code}, the digits; {@code minutes}, how long they are good; {@code number}, what
   * the page that asked shows too ({@link PageNumber}); {@code browser}, the {@link BrowserKind}.
   */
  CONTACT_CODE("Your Cardnym code", Duration.ofMinutes(10), "code", "minutes", "number", "browser"),
  /**
   * Facts: {@code merchant}, its name; {@code amount}, with its currency; {@code at}, the time in
   * words.
   */
  NEW_BROWSER_PAID("A payment from a new browser", Duration.ofDays(1), "merchant", "amount", "at"),
  /** Facts: as of {@link #NEW_BROWSER_PAID}. */
  ELSEWHERE_PAID(
      "A payment that was begun elsewhere", Duration.ofDays(1), "merchant", "amount", "at"),
  /** Facts: as of {@link #NEW_BROWSER_PAID}. */
  NEW_BROWSER_DECLINED(
      "A payment from a new browser was declined", Duration.ofDays(1), "merchant", "amount", "at"),
  /** Facts: as of {@link #NEW_BROWSER_PAID}. */
  NEW_BROWSER_PROVEN(
      "Your proofs were given in a new browser", Duration.ofDays(1), "merchant", "amount", "at"),
  /** Somebody proved who they are, and is signed in. Facts: {@code at}, the time in words. */
  NEW_BROWSER_SIGNED_IN(
      "Your Cardnym account was opened in a new browser", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. Nothing of the card itself is told. */
  CARD_ADDED("A card was added to your Cardnym account", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. */
  CARD_REMOVED("A card was removed from your Cardnym account", Duration.ofDays(1), "at"),
  /** The vault removed an expired card. Facts: {@code at}, the time in words. */
  CARD_EXPIRED("A card of your Cardnym account has expired", Duration.ofDays(1), "at"),
  /**
   * Facts: {@code payment} and {@code day}, the new limits with their currency; {@code at}, the
   * time in words.
   */
  LIMIT_RAISED("A spending limit was raised", Duration.ofDays(1), "payment", "day", "at"),
  /** Facts: {@code at}, the time in words. */
  UNFROZEN("Your Cardnym account can pay again", Duration.ofDays(1), "at"),
  /** Facts: {@code provider}, as payers read it; {@code at}, the time in words. */
  NEW_PROVIDER(
      "An identity service was linked with your Cardnym account",
      Duration.ofDays(1),
      "provider",
      "at"),
  /** Facts: as of {@link #NEW_PROVIDER}. */
  PROVIDER_REMOVED(
      "An identity service was unlinked from your Cardnym account",
      Duration.ofDays(1),
      "provider",
      "at"),
  /** Facts: {@code at}, the time in words. */
  NEW_PASSKEY("A passkey was added to your Cardnym account", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. */
  PASSKEY_REMOVED("A passkey was removed from your Cardnym account", Duration.ofDays(1), "at"),
  /** Its counter says that there are two of it. Facts: {@code at}, the time in words. */
  PASSKEY_COPIED("A passkey of your Cardnym account was stopped", Duration.ofDays(1), "at"),
  /**
   * The code that confirms a mobile number. Facts: {@code to}, the number; {@code code}; {@code
   * number}, what the page that asked shows too ({@link PageNumber}); {@code host}, the page's.
   */
  MOBILE_CODE(Channel.TEXT, Duration.ofMinutes(10), "to", "code", "number", "host"),
  /**
   * The code for one payment. Facts: as of {@link #MOBILE_CODE}, and {@code merchant}, its name;
   * {@code amount}, with its currency.
   */
  PAYMENT_CODE(
      Channel.TEXT, Duration.ofMinutes(10), "to", "code", "number", "host", "merchant", "amount"),
  /** Facts: {@code end}, the number's last digits; {@code at}, the time in words. */
  NEW_MOBILE("A mobile number was added to your Cardnym account", Duration.ofDays(1), "end", "at"),
  /** Facts: as of {@link #NEW_MOBILE}. */
  MOBILE_REMOVED(
      "A mobile number was removed from your Cardnym account", Duration.ofDays(1), "end", "at"),
  /** Facts: {@code at}, the time in words. */
  PASSWORD_CHANGED("Your Cardnym password was changed", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. */
  APP_CHANGED("Your Cardnym authenticator app was changed", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. */
  RECOVERY_CODES_MADE("New recovery codes for your Cardnym account", Duration.ofDays(1), "at"),
  /** Facts: {@code left}, how many are left; {@code at}, the time in words. */
  RECOVERY_CODE_USED("A Cardnym recovery code was used", Duration.ofDays(1), "left", "at"),
  /** Facts: as of {@link #CONTACT_CODE}. */
  RECOVERY_CODE(
      "Your code to recover your Cardnym account",
      Duration.ofMinutes(10),
      "code",
      "minutes",
      "number",
      "browser"),
  /** Lets one whom a bank has moved in choose proofs. Facts: as of {@link #CONTACT_CODE}. */
  MOVED_IN_CODE(
      "Your code to choose your Cardnym password",
      Duration.ofMinutes(10),
      "code",
      "minutes",
      "number",
      "browser"),
  /** Facts: {@code at} and {@code until}, until when nothing can be loosened, in words. */
  PASSWORD_RESET("Your Cardnym password was reset", Duration.ofDays(1), "at", "until"),
  /** Facts: as of {@link #PASSWORD_RESET}. */
  APP_RESET("Your Cardnym authenticator app was replaced", Duration.ofDays(1), "at", "until"),
  /** Facts: {@code at}, the time in words. */
  ACCOUNT_EXPORTED("Your Cardnym data was downloaded", Duration.ofDays(1), "at"),
  /** The last mail; facts: {@code at}, the time in words. */
  ACCOUNT_CLOSED("Your Cardnym account is closed", Duration.ofDays(1), "at"),
  /** As of {@link #ACCOUNT_CLOSED}, where others than its owner decided it. */
  ACCOUNT_ERASED("Your Cardnym account is erased", Duration.ofDays(1), "at"),
  /** Facts: {@code proof}, what was tried, in words; {@code minutes}, how long it stays locked. */
  LOCKED("Too many wrong tries on your Cardnym account", Duration.ofDays(1), "proof", "minutes"),
  /** An operator has locked the whole account. Facts: {@code at}, the time in words. */
  ACCOUNT_LOCKED("Your Cardnym account is locked", Duration.ofDays(1), "at"),
  /** An operator has lifted a lock, or opened doors. Facts: {@code at}, the time in words. */
  ACCOUNT_UNLOCKED("Your Cardnym account is unlocked", Duration.ofDays(1), "at");

  private final Channel channel;
  private final String subject;
  private final Duration patience;
  private final Set<String> facts;

  NoticeKind(String subject, Duration patience, String... facts) {
    this(Channel.MAIL, subject, patience, facts);
  }

  NoticeKind(Channel channel, Duration patience, String... facts) {
    this(channel, "", patience, facts);
  }

  NoticeKind(Channel channel, String subject, Duration patience, String... facts) {
    this.channel = channel;
    this.subject = subject;
    this.patience = patience;
    this.facts = Set.of(facts);
  }

  Channel channel() {
    return channel;
  }

  /** Of a mail; a text message has none. */
  String subject() {
    return subject;
  }

  /** True but for codes, which are counted before they are made: one that was made is sent. */
  boolean limited() {
    return channel == Channel.MAIL
        && this != CONTACT_CODE
        && this != RECOVERY_CODE
        && this != MOVED_IN_CODE;
  }

  /** After this long unsent it is worth nothing and dropped. */
  Duration patience() {
    return patience;
  }

  Set<String> facts() {
    return facts;
  }

  String template() {
    return "notice/" + name().toLowerCase(Locale.ROOT);
  }
}
