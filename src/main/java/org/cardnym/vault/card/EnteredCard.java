package org.cardnym.vault.card;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card that was just entered, as other rooms may handle it: they can find its bank, count tries
 * and have it sealed, but not see it. Wiped when closed; the code is wiped by the first lending.
 * Does not print.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class EnteredCard implements AutoCloseable {
  private final CardPlain plain;
  private final LimitAsked limit;
  private final @Nullable String session;
  private final String address;
  private final int fingerprintVersion;
  private final byte[] fingerprint;
  private final List<byte[]> counted;

  EnteredCard(
      CardForm.Content content,
      int fingerprintVersion,
      byte[] fingerprint,
      List<byte[]> counted,
      @Nullable String session,
      String address) {
    this.plain = content.plain();
    this.limit = content.limit();
    this.fingerprintVersion = fingerprintVersion;
    this.fingerprint = fingerprint;
    this.counted = counted;
    this.session = session;
    this.address = address;
  }

  /** The first eight digits, to find the bank by; not to be stored, logged or counted in clear. */
  public synchronized String routingPrefix() {
    return plain.pan().routingPrefix();
  }

  /** 32 bytes: the keyed hash of the whole number (PCI DSS 3.5.1.1). */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** Under every live version of the key, so that a change of it gives nobody tries back. */
  public List<byte[]> countedFingerprints() {
    return counted.stream().map(byte[]::clone).toList();
  }

  /** The version of the key that made the fingerprint. */
  public int fingerprintVersion() {
    return fingerprintVersion;
  }

  public LimitAsked limit() {
    return limit;
  }

  /** The value of the page session's cookie in the request that brought the card, or null. */
  public @Nullable String session() {
    return session;
  }

  /** The client's address, as counters know it. */
  public String address() {
    return address;
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
    return CardDisplay.of(plain.pan(), plain.month());
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
