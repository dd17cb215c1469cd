package org.cardnym.vault.session;

import java.time.Duration;

/**
 * A cookie to set: {@code __Host-}, {@code Secure}, {@code HttpOnly}, {@code Path=/}, no domain
 * (RFC 6265bis §4.1.3.2). Its value does not print.
 */
public final class Cookie {
  /** When a browser sends it on a request that another site began. */
  public enum SameSite {
    /** Never. */
    STRICT("Strict"),
    /** On top-level navigation by a safe method. */
    LAX("Lax");

    private final String attribute;

    SameSite(String attribute) {
      this.attribute = attribute;
    }
  }

  private static final String PREFIX = "__Host-";

  private final String name;
  private final String value;
  private final Duration maxAge;
  private final SameSite sameSite;

  private Cookie(String name, String value, Duration maxAge, SameSite sameSite) {
    if (!name.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a cookie of the vault is a __Host- cookie");
    }
    this.name = name;
    this.value = value;
    this.maxAge = maxAge;
    this.sameSite = sameSite;
  }

  static Cookie of(String name, String value, Duration maxAge, SameSite sameSite) {
    return new Cookie(name, value, maxAge, sameSite);
  }

  /** Removes the cookie of this name from the browser. */
  public static Cookie removal(String name) {
    return new Cookie(name, "", Duration.ZERO, SameSite.STRICT);
  }

  public String name() {
    return name;
  }

  /** What the browser will send back. */
  public String value() {
    return value;
  }

  /** The value of the header {@code Set-Cookie}. */
  public String header() {
    return "%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=%s"
        .formatted(name, value, maxAge.toSeconds(), sameSite.attribute);
  }

  @Override
  public String toString() {
    return "Cookie[" + name + "]";
  }
}
