package org.cardnym.admin.secret;

/** What this command asks with while a person signs in elsewhere (RFC 8628 section 3.2). */
public final class DeviceCode extends SecretText {
  public DeviceCode(String value) {
    super(value);
  }
}
