package org.cardnym.admin.secret;

/**
 * A text that does not print; each kind is a class of its own, so that none is taken for another.
 */
public abstract sealed class SecretText
    permits AccessToken, ClientSecret, DeviceCode, RefreshToken {
  private final String value;

  SecretText(String value) {
    this.value = value;
  }

  /** The text itself, to be sent or stored at once; a test pins who calls this. */
  public final String reveal() {
    return value;
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(hidden)";
  }
}
