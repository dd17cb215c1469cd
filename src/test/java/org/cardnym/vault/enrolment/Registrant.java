package org.cardnym.vault.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.vault.Inbox;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.otp.App;
import org.cardnym.vault.session.PageSessions;
import org.jspecify.annotations.Nullable;

/** Somebody who registers on the page: each step as its script sends it. */
final class Registrant {
  static final String PASSWORD = "nine herons by the lake";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  final Visitor visitor = new Visitor();
  final String email;
  private final Inbox inbox;
  private @Nullable App app;

  Registrant(Inbox inbox) {
    this(inbox, "registrant" + COUNTER.incrementAndGet() + "@example.test");
  }

  Registrant(Inbox inbox, String email) {
    this.inbox = inbox;
    this.email = email;
  }

  static String freshAlias() {
    return "heron-" + UUID.randomUUID().toString().replaceAll("[0-9-]", "") + "-watch";
  }

  Response post(String step, String body) {
    return visitor.send("/enrol/" + step, body);
  }

  Response contact() {
    return post("contact", "{\"email\":\"%s\",\"zone\":\"Europe/Berlin\"}".formatted(email));
  }

  /** The code of the last mail of so many. */
  String mailed(int count) {
    return Inbox.code(inbox.await(email, count).get(count - 1));
  }

  Response confirm(String code) {
    return post("contact/confirm", "{\"code\":\"%s\"}".formatted(code));
  }

  Response alias(String alias) {
    return post("alias", "{\"alias\":\"%s\"}".formatted(alias));
  }

  Response password(String password) {
    return post("password", "{\"password\":\"%s\"}".formatted(password));
  }

  Response otp() {
    Response setup = post("otp", "{}");
    if (setup.statusCode() == 200) {
      app = App.type(setup.path("secret"));
    }
    return setup;
  }

  Response confirmOtp(String code) {
    return post("otp/confirm", "{\"code\":\"%s\"}".formatted(code));
  }

  /** What the authenticator shows, or showed one step ago. */
  String code(boolean now) {
    return Objects.requireNonNull(app).code(now ? Duration.ZERO : Duration.ofSeconds(-30));
  }

  Response signIn(String alias, String password, String code) {
    return post(
        "sign-in",
        "{\"alias\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(alias, password, code));
  }

  Response view() {
    return visitor.ask("/enrol/view");
  }

  String step() {
    return view().path("step");
  }

  String session() {
    return visitor.cookie(PageSessions.COOKIE);
  }

  /** As far as the confirmed contact. */
  Registrant confirmed() {
    done(contact());
    done(confirm(mailed(1)));
    return this;
  }

  /** All of it; the code before the present one is used up. */
  Registrant registered(String alias) {
    confirmed();
    done(alias(alias));
    done(password(PASSWORD));
    assertThat(otp().statusCode()).isEqualTo(200);
    done(confirmOtp(code(false)));
    return this;
  }

  static void done(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
  }
}
