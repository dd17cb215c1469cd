package org.cardnym.vault.custody;

import java.util.Optional;

/**
 * How this vault's root key is kept. Each way is a class; one that keeps it at a key service would
 * be a further one, as what it opens needs not be bytes.
 */
public interface RootKeyCustody {
  CustodyKind kind();

  /** Tells root keys apart; no secret. Empty where none is configured. */
  Optional<String> id();

  /**
   * SHA-256 of its file, in hex: a file of the same id may name others who open it. Empty where
   * none is configured.
   */
  default Optional<String> digest() {
    return Optional.empty();
  }

  /** {@code production} or {@code sandbox}, or empty where no root key is configured. */
  Optional<String> use();

  /**
   * The root key where it opens without people, else empty: the vault then stays sealed.
   *
   * @throws IllegalStateException where it should open and does not
   */
  Optional<OpenedRootKey> open();

  /**
   * The root key at a person's word, where it opens without shares and needs a person now: a token
   * that has refused a PIN. Else empty.
   */
  default Optional<OpenedRootKey> reopen() {
    return Optional.empty();
  }

  /** The hardware that keeps it, in words, if any does. */
  default Optional<String> place() {
    return Optional.empty();
  }

  /** Why it did not open when it was last tried, as a code; empty where it did, or never was. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** True where it did not open, and may by itself later: a token that is not there yet. */
  default boolean mayOpenLater() {
    return false;
  }

  /** What its custodians hold shares of, if they do. */
  default Optional<Sharing> sharing() {
    return Optional.empty();
  }
}
