package org.cardnym.vault.biometric;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an identity service can have checked of a person's body (RFC 8176 §2). */
enum BiometricMethod {
  FPT,
  FACE,
  IRIS,
  RETINA,
  /** A voice. */
  VBM;

  /** The value in {@code amr}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<BiometricMethod> named(String wire) {
    return Arrays.stream(values()).filter(method -> method.wire().equals(wire)).findFirst();
  }
}
