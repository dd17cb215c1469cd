package org.cardnym.vault.issuer;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A bank whose cards another one takes over. It says yes unless told otherwise. */
public final class SoldBank implements AutoCloseable {
  private final FakeBank bank;
  private final UUID bankId;

  SoldBank(FakeBank bank, UUID bankId) {
    this.bank = bank;
    this.bankId = bankId;
  }

  public UUID id() {
    return bankId;
  }

  /** Decides the next {@code times} messages, but nobody hears it. */
  public void staysSilent(int times) {
    for (int i = 0; i < times; i++) {
      bank.script.add(message -> null);
    }
  }

  /** The kinds of the messages that came for one payment, in their order. */
  public List<String> kindsFor(String payment) {
    return kinds(bank.messages.stream().map(FakeBank.Message::payload).toList(), payment);
  }

  static List<String> kinds(List<Map<String, Object>> payloads, String payment) {
    return payloads.stream()
        .filter(message -> payment.equals(message.get("payment")))
        .map(message -> (String) message.get("kind"))
        .toList();
  }

  @Override
  public void close() {
    bank.close();
  }
}
