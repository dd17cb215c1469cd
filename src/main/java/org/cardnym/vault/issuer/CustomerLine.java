package org.cardnym.vault.issuer;

import java.time.Instant;
import org.cardnym.vault.card.CardMessage;
import org.cardnym.vault.card.EnteredCard;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bank's file of customers, opened: its bank signed it for this vault, and it has not
 * expired. Where it stands in which file is the taker's to check. Wiped when closed; does not
 * print.
 */
public final class CustomerLine implements AutoCloseable {
  private final CardMessage message;
  private final String file;
  private final int line;
  private final int count;
  private final Instant expires;

  CustomerLine(CardMessage message, String file, int line, int count, Instant expires) {
    this.message = message;
    this.file = file;
    this.line = line;
    this.count = count;
    this.expires = expires;
  }

  /** The file's id: 128 bits, base64url. */
  public String file() {
    return file;
  }

  /** From 1 on. */
  public int line() {
    return line;
  }

  /** Lines of the whole file. */
  public int count() {
    return count;
  }

  public Instant expires() {
    return expires;
  }

  /** Another member that is a string, as nobody has checked it; or null. */
  public @Nullable String text(String member) {
    return message.text(member);
  }

  /** The card, once; as {@link CardMessage#card} says. */
  public EnteredCard card() {
    return message.card();
  }

  @Override
  public void close() {
    message.close();
  }

  @Override
  public String toString() {
    return "CustomerLine";
  }
}
