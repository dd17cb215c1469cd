package org.cardnym.vault.notice;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What a payer is told by mail. The text of each kind is the template {@code notice/<name>.txt}.
 */
public enum NoticeKind {
  /** Facts: {@code code}, the digits; {@code minutes}, how long they are good. */
  CONTACT_CODE("Your Cardnym code", Duration.ofMinutes(10), "code", "minutes"),
  /**
   * Facts: {@code merchant}, its name; {@code amount}, with its currency; {@code at}, the time in
   * words.
   */
  NEW_BROWSER_PAID("A payment from a new browser", Duration.ofDays(1), "merchant", "amount", "at"),
  /** Facts: as of {@link #NEW_BROWSER_PAID}. */
  NEW_BROWSER_DECLINED(
      "A payment from a new browser was declined", Duration.ofDays(1), "merchant", "amount", "at"),
  /** Facts: as of {@link #NEW_BROWSER_PAID}. */
  NEW_BROWSER_PROVEN(
      "Your proofs were given in a new browser", Duration.ofDays(1), "merchant", "amount", "at"),
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
  /** Facts: {@code at}, the time in words. */
  PASSWORD_CHANGED("Your Cardnym password was changed", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. */
  APP_CHANGED("Your Cardnym authenticator app was changed", Duration.ofDays(1), "at"),
  /** Facts: {@code at}, the time in words. */
  RECOVERY_CODES_MADE("New recovery codes for your Cardnym account", Duration.ofDays(1), "at"),
  /** Facts: {@code left}, how many are left; {@code at}, the time in words. */
  RECOVERY_CODE_USED("A Cardnym recovery code was used", Duration.ofDays(1), "left", "at"),
  /** Facts: {@code code}, the digits; {@code minutes}, how long they are good. */
  RECOVERY_CODE(
      "Your code to recover your Cardnym account", Duration.ofMinutes(10), "code", "minutes"),
  /** Facts: {@code at} and {@code until}, until when nothing can be loosened, in words. */
  PASSWORD_RESET("Your Cardnym password was reset", Duration.ofDays(1), "at", "until"),
  /** Facts: as of {@link #PASSWORD_RESET}. */
  APP_RESET("Your Cardnym authenticator app was replaced", Duration.ofDays(1), "at", "until"),
  /** Facts: {@code at}, the time in words. */
  ACCOUNT_EXPORTED("Your Cardnym data was downloaded", Duration.ofDays(1), "at"),
  /** The last mail; facts: {@code at}, the time in words. */
  ACCOUNT_CLOSED("Your Cardnym account is closed", Duration.ofDays(1), "at"),
  /** Facts: {@code proof}, what was tried, in words; {@code minutes}, how long it stays locked. */
  LOCKED("Too many wrong tries on your Cardnym account", Duration.ofDays(1), "proof", "minutes"),
  /** An operator has locked the whole account. Facts: {@code at}, the time in words. */
  ACCOUNT_LOCKED("Your Cardnym account is locked", Duration.ofDays(1), "at"),
  /** An operator has lifted a lock, or opened doors. Facts: {@code at}, the time in words. */
  ACCOUNT_UNLOCKED("Your Cardnym account is unlocked", Duration.ofDays(1), "at");

  private final String subject;
  private final Duration patience;
  private final Set<String> facts;

  NoticeKind(String subject, Duration patience, String... facts) {
    this.subject = subject;
    this.patience = patience;
    this.facts = Set.of(facts);
  }

  String subject() {
    return subject;
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
