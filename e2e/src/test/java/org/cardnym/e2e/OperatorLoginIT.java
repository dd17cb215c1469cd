package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person signs in to {@code vault-admin} by device code, as the vault then sees them. */
@Order(2)
@ExtendWith(SharedWorld.class)
class OperatorLoginIT {
  private static final Pattern INVITATION =
      Pattern.compile("Open (\\S+)\\s+and enter (\\S+) before");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private static World world;
  private static Sandbox sandbox;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    sandbox = shared.sandbox();
  }

  @Test
  void aPersonWhoConfirmsTheCodeActsUnderTheirOwnName() {
    Operator olga = new Operator(sandbox, Places.fresh("operator-olga"));
    Operator.Running login = olga.start("login");
    Matcher invitation = invitation(login);

    Shopper browser = world.shopper();
    assertThat(signIn(browser, invitation.group(1), sandbox.get("ADMIN_PASSWORD")))
        .doesNotContain("error");
    confirm(browser, invitation.group(1), invitation.group(2));

    assertThat(login.end().exit()).isZero();
    Operator.Ended whoami = olga.run("whoami", "--output", "json");
    assertThat(whoami.exit()).as(whoami.err()).isZero();
    JsonNode caller = Reply.parse(whoami.out());
    assertThat(caller.path("subject").asText()).isEqualTo(sandbox.get("ADMIN_USER"));
    assertThat(caller.path("roles").toString()).isEqualTo("[\"operator\"]");
    assertThat(caller.path("amr").toString()).isEqualTo("[\"pwd\",\"otp\"]");
    assertThat(olga.run("logout").exit()).isZero();
    assertThat(olga.run("whoami").exit()).isNotZero();
  }

  @Test
  void whoIsNotWhoTheySayConfirmsNothing() {
    Operator stranger = new Operator(sandbox, Places.fresh("operator-stranger"));
    Operator.Running login = stranger.start("login");
    Matcher invitation = invitation(login);
    try {
      Shopper browser = world.shopper();
      assertThat(signIn(browser, invitation.group(1), "not-" + sandbox.get("ADMIN_PASSWORD")))
          .contains("error");
      confirm(browser, invitation.group(1), invitation.group(2));

      Await.pause(Duration.ofSeconds(7));
      assertThat(login.process().isAlive()).as("still waits for somebody").isTrue();
      assertThat(stranger.run("whoami").exit()).isNotZero();
    } finally {
      login.process().destroy();
    }
  }

  private static Matcher invitation(Operator.Running login) {
    return Await.value(
        "the invitation",
        Duration.ofSeconds(30),
        () -> {
          Matcher found = INVITATION.matcher(login.said());
          assertThat(login.process().isAlive() || found.find()).as(login.said()).isTrue();
          return found.reset();
        },
        Matcher::find);
  }

  /** Fills the provider's form; returns where it leads. */
  private static String signIn(Shopper browser, String activate, String password) {
    String origin = Shopper.origin(activate);
    Matcher csrf = CSRF.matcher(browser.get(origin + "/login").body());
    assertThat(csrf.find()).isTrue();
    String fields =
        "_csrf="
            + encoded(csrf.group(1))
            + "&username="
            + encoded(sandbox.get("ADMIN_USER"))
            + "&password="
            + encoded(password)
            + "&code="
            + Totp.code(sandbox.get("ADMIN_TOTP_SECRET"), Totp.step());
    return browser.postForm(origin + "/login", origin, fields).header("Location");
  }

  private static void confirm(Shopper browser, String activate, String code) {
    String origin = Shopper.origin(activate);
    browser.postForm(origin + "/oauth2/device_verification", origin, "user_code=" + encoded(code));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
