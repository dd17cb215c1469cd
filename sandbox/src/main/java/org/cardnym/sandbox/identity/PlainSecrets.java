package org.cardnym.sandbox.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares clients' secrets in constant time; they are random, made at each start, and never
 * stored.
 */
final class PlainSecrets implements PasswordEncoder {

  @Override
  public String encode(CharSequence secret) {
    return secret.toString();
  }

  @Override
  public boolean matches(CharSequence given, String expected) {
    return MessageDigest.isEqual(
        given.toString().getBytes(StandardCharsets.UTF_8),
        expected.getBytes(StandardCharsets.UTF_8));
  }
}
