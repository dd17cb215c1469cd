package org.cardnym.vault.notice;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Where text messages are handed over, and what is shown there. Does not print. */
final class TextTarget {
  private final URI endpoint;
  private final String token;
  private final Optional<SSLContext> trust;
  private final Duration patience;

  TextTarget(URI endpoint, String token, Optional<SSLContext> trust, Duration patience) {
    this.endpoint = endpoint;
    this.token = token;
    this.trust = trust;
    this.patience = patience;
  }

  URI endpoint() {
    return endpoint;
  }

  /** RFC 6750 §2.1. */
  String authorization() {
    return "Bearer " + token;
  }

  Optional<SSLContext> trust() {
    return trust;
  }

  Duration patience() {
    return patience;
  }

  @Override
  public String toString() {
    return "TextTarget";
  }
}
