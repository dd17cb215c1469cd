package org.cardnym.vault.card;

import org.jspecify.annotations.Nullable;

/**
 * A card that was just entered, as other rooms may handle it: they can find its bank, count tries and have it sealed, but not see
 * it. Wiped when closed; the code is wiped by the first lending. Does not print.
 */
public final class EnteredCard implements AutoCloseable {
  /**
   * Who entered it, as far as the request tells.
   *
   * @param session the page session's cookie value, or null
   * @param address the client's address
   */
  public record Sender(@Nullable String session, String address) {
    @Override
    public String toString() {
      return "Sender";
    }
  }

  private final CardPlain plain;
  private final LimitAsked limit;
  private final Sender sender;
  private final int fingerprintVersion;
  private final byte[] fingerprint;

  EnteredCard(CardPlain plain, LimitAsked limit, Sender sender, int fingerprintVersion, byte[] fingerprint) {
    this.plain = plain;
    this.limit = limit;
    this.sender = sender;
    this.fingerprintVersion = fingerprintVersion;
    this.fingerprint = fingerprint;
  }

  /** The first eight digits, to find the bank by; not to be stored, logged or counted in clear. */
  public synchronized String routingPrefix() {
    return plain.pan().routingPrefix();
  }

  /** 32 bytes: the keyed hash of the whole number (PCI DSS 3.5.1.1). */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** The version of the key that made the fingerprint. */
  public int fingerprintVersion() {
    return fingerprintVersion;
  }

  public LimitAsked limit() {
    return limit;
  }

  public Sender sender() {
    return sender;
  }

  /** Lends the card with its code, once: the code travels in one message and nowhere else. */
  public synchronized byte[] lend(CardUse use) {
    if (!plain.hasCode()) {
      throw new IllegalStateException("an entered card is lent once");
    }
    try {
      return Lending.lend(plain, use);
    } finally {
      plain.forgetCode();
    }
  }

  synchronized CardDisplay display() {
    return CardDisplay.of(plain.pan());
  }

  /** Seals the card, without its code, into its row. */
  synchronized void keepIn(CardRow row, CardSafe safe) {
    safe.seal(row, plain);
  }

  @Override
  public synchronized void close() {
    plain.close();
  }

  @Override
  public String toString() {
    return "EnteredCard";
  }
}
