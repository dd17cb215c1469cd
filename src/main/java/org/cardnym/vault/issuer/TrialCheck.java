package org.cardnym.vault.issuer;

import java.util.Locale;

/** What a trial of the way to a bank looks at, in this order. */
public enum TrialCheck {
  /** Keys of the bank and a certificate of the vault are on record. */
  RECORDS(true),
  NAME(true),
  CONNECTION(true),
  /** The server is the one that is trusted, and takes the vault's certificate. */
  TLS(true),
  /** An {@code echo} is opened by the bank and answered with its signature. */
  ECHO(true),
  /** The same message once more has the same decision, signed for this transmission. */
  REPEAT(false),
  /** The same message id with other content is refused. */
  OTHER_CONTENT(false),
  /** The same bytes once more are refused. */
  REPLAY(false),
  /** A message to another institution is refused. */
  AUDIENCE(false),
  /** A message of two minutes ago is refused. */
  EXPIRED(false),
  /** A message that was changed on the way is refused. */
  ALTERED(false),
  /** A message that the vault did not sign is refused. */
  FORGED(false),
  /** A client without a certificate is not let in. */
  STRANGER(false),
  /**
   * A test card's check is opened, understood and decided; looked at only where it is asked for.
   */
  CARD(false);

  private final boolean gate;

  TrialCheck(boolean gate) {
    this.gate = gate;
  }

  /** True where nothing after it can be looked at unless it held. */
  boolean gate() {
    return gate;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
