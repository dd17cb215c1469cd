package org.cardnym.vault.biometric;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code state}: what the way is for, and 128 random bits, of which only a hash is
 * kept.
 */
final class State {
  private static final char SEPARATOR = '.';
  private static final int MOST_LETTERS = 80;

  private final UUID subject;
  private final String text;

  private State(UUID subject, String text) {
    this.subject = subject;
    this.text = text;
  }

  static State fresh(IdKind kind, UUID subject) {
    return new State(subject, TypeId.of(kind, subject) + SEPARATOR + Uuids.nonce());
  }

  /** Empty for what is no state of this kind. */
  static Optional<State> read(IdKind kind, @Nullable String text) {
    int split = text == null || text.length() > MOST_LETTERS ? -1 : text.indexOf(SEPARATOR);
    if (text == null || split < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new State(TypeId.parse(kind, text.substring(0, split)), text));
    } catch (Refusal another) {
      return Optional.empty();
    }
  }

  UUID subject() {
    return subject;
  }

  String text() {
    return text;
  }

  byte[] hash() {
    return hash(text);
  }

  static byte[] hash(String secret) {
    return Text.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** In constant time. */
  static boolean matches(String secret, byte[] hash) {
    return MessageDigest.isEqual(hash(secret), hash);
  }

  @Override
  public String toString() {
    return "State";
  }
}
