package org.cardnym.vault.card;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open card: number, expiry, holder, and the verification code if it was just entered. Readable
 * only with a token, until it is closed. Does not print.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class CardPlain implements AutoCloseable {
  private final Pan number;
  private final YearMonth expiry;
  private final String holderName;
  private final @Nullable Gender gender;
  private @Nullable CardVerificationCode code;
  private boolean closed;

  CardPlain(
      Pan number,
      YearMonth expiry,
      String holderName,
      @Nullable Gender gender,
      @Nullable CardVerificationCode code) {
    this.number = number;
    this.expiry = expiry;
    this.holderName = holderName;
    this.gender = gender;
    this.code = code;
  }

  /** A copy of the number, 12 to 19 ASCII digits, the taker's to wipe. */
  public byte[] number(PlaintextAccess access) {
    requireOpen(access);
    return number.digits();
  }

  /** The last month the card is good for. */
  public YearMonth expiry(PlaintextAccess access) {
    requireOpen(access);
    return expiry;
  }

  /** As on the card, 1 to 64 code points. */
  public String holderName(PlaintextAccess access) {
    requireOpen(access);
    return holderName;
  }

  public @Nullable Gender gender(PlaintextAccess access) {
    requireOpen(access);
    return gender;
  }

  /**
   * A copy of the code, three or four ASCII digits, the taker's to wipe; null unless the card was
   * just entered.
   */
  public byte @Nullable [] verificationCode(PlaintextAccess access) {
    requireOpen(access);
    return code == null ? null : code.digits();
  }

  Pan pan() {
    if (closed) {
      throw closed();
    }
    return number;
  }

  YearMonth month() {
    return expiry;
  }

  boolean hasCode() {
    return code != null;
  }

  void forgetCode() {
    if (code != null) {
      code.close();
      code = null;
    }
  }

  @Override
  public void close() {
    forgetCode();
    number.close();
    closed = true;
  }

  @Override
  public String toString() {
    return "CardPlain";
  }

  private void requireOpen(PlaintextAccess access) {
    Objects.requireNonNull(access);
    if (closed) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("a card is readable only while it is lent");
  }
}
