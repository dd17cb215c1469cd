package org.cardnym.vault.custody;

import java.util.Optional;

/**
 * How this vault's root key is kept. Each way is a class; one that keeps it in hardware (PKCS#11)
 * or at a key service would be a further one, as what it opens needs not be bytes.
 */
public interface RootKeyCustody {
  CustodyKind kind();

  /** Tells root keys apart; no secret. Empty where none is configured. */
  Optional<String> id();

  /** {@code production} or {@code sandbox}, or empty where no root key is configured. */
  Optional<String> use();

  /**
   * The root key where it opens without people, else empty: the vault then stays sealed.
   *
   * @throws IllegalStateException where it should open and does not
   */
  Optional<OpenedRootKey> open();

  /** What its custodians hold shares of, if they do. */
  default Optional<Sharing> sharing() {
    return Optional.empty();
  }
}
