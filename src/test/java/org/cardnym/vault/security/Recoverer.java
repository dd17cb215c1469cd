package org.cardnym.vault.security;

import io.restassured.response.Response;
import org.cardnym.vault.Visitor;

/** Somebody at the recovery page, as its script talks to the vault. */
final class Recoverer {
  private final Visitor visitor;
  private String recovery = "";

  Recoverer() {
    this(new Visitor());
  }

  Recoverer(Visitor visitor) {
    this.visitor = visitor;
  }

  Response begin(String alias) {
    Response begun = post("begin", "{\"alias\":\"%s\"}".formatted(alias));
    if (begun.statusCode() == 200) {
      recovery = begun.path("recovery");
    }
    return begun;
  }

  /** Goes on with a recovery that another began. */
  Recoverer at(Recoverer other) {
    recovery = other.recovery;
    return this;
  }

  Response password(String contactCode, String further, String password) {
    return post(
        "password",
        "{\"recovery\":\"%s\",\"contactCode\":\"%s\",%s,\"password\":\"%s\"}"
            .formatted(recovery, contactCode, further, password));
  }

  Response app(String contactCode, String recoveryCode, String password) {
    return post(
        "app",
        "{\"recovery\":\"%s\",\"contactCode\":\"%s\",%s,\"password\":\"%s\"}"
            .formatted(recovery, contactCode, sheet(recoveryCode), password));
  }

  Response movedIn(String contactCode) {
    return post(
        "moved-in",
        "{\"recovery\":\"%s\",\"contactCode\":\"%s\"}".formatted(recovery, contactCode));
  }

  Response confirmApp(String next, String code) {
    return post(
        "app/confirm",
        "{\"recovery\":\"%s\",\"next\":\"%s\",\"code\":\"%s\"}".formatted(recovery, next, code));
  }

  static String app(String code) {
    return "\"code\":\"%s\"".formatted(code);
  }

  static String sheet(String code) {
    return "\"recoveryCode\":\"%s\"".formatted(code);
  }

  private Response post(String path, String body) {
    return visitor.send("/account/recover/" + path, body);
  }
}
