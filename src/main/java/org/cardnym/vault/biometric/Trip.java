package org.cardnym.vault.biometric;

import java.net.URI;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;

/** What a browser is sent to a service for. Does not print. */
public final class Trip {
  private final IdKind kind;
  private final UUID subject;
  private final String browser;
  private final byte[] consent;
  private final URI callback;
  private final boolean chooses;

  /**
   * A way there and back.
   *
   * @param kind what the subject is
   * @param subject the payment, or the session, that it is for
   * @param browser what only this browser can present again, for instance a cookie's value
   * @param consent 32 bytes over all that the person agrees to; the nonce holds them
   * @param callback where the service sends the browser, exactly as registered there
   * @param chooses a wish of the payer's, kept until the browser is back
   */
  public Trip(
      IdKind kind, UUID subject, String browser, byte[] consent, URI callback, boolean chooses) {
    this.kind = kind;
    this.subject = subject;
    this.browser = browser;
    this.consent = consent.clone();
    this.callback = callback;
    this.chooses = chooses;
  }

  IdKind kind() {
    return kind;
  }

  UUID subject() {
    return subject;
  }

  String browser() {
    return browser;
  }

  byte[] consent() {
    return consent.clone();
  }

  URI callback() {
    return callback;
  }

  boolean chooses() {
    return chooses;
  }

  @Override
  public String toString() {
    return "Trip[" + kind + "]";
  }
}
