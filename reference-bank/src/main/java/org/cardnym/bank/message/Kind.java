package org.cardnym.bank.message;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of message; each has a {@code typ} of its own. */
public enum Kind {
  AUTHORIZATION("authorization"),
  VERIFICATION("verification"),
  VERIFICATION_CODE("verification-code"),
  REVERSAL("reversal"),
  REFUND("refund"),
  HOLDER_NOTICE("holder-notice"),
  ECHO("echo"),
  RECONCILIATION("reconciliation");

  private final String wireName;

  Kind(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  String type() {
    return "cardnym-" + wireName + "+jwt";
  }

  static Optional<Kind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
  }

  /** The {@code typ} of every kind. */
  public static Set<String> types() {
    return Arrays.stream(values()).map(Kind::type).collect(Collectors.toUnmodifiableSet());
  }
}
