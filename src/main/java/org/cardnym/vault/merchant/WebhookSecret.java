package org.cardnym.vault.merchant;

/** A fresh shared secret on its way to the operator, who is shown it this once. Does not print. */
public final class WebhookSecret {
  private final String text;

  WebhookSecret(byte[] secret) {
    this.text = WebhookSignature.secret(secret);
  }

  /** {@code whsec_…}, for the one answer that shows it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
