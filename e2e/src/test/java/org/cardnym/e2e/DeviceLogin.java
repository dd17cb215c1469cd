package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person does in a browser after {@code vault-admin login} has told where to go. */
final class DeviceLogin {
  private static final Pattern INVITATION =
      Pattern.compile("Open (\\S+)\\s+and enter (\\S+) before");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Shopper browser;
  private final String origin;
  private final String userCode;

  private DeviceLogin(Shopper browser, String address, String userCode) {
    this.browser = browser;
    this.origin = Shopper.origin(address);
    this.userCode = userCode;
  }

  /** Waits until the command has said it. */
  static DeviceLogin of(Operator.Running login, Shopper browser) {
    Matcher told =
        Await.value(
            "the invitation",
            Await.PATIENCE,
            () -> {
              Matcher found = INVITATION.matcher(login.said());
              assertThat(login.process().isAlive() || found.find()).as(login.said()).isTrue();
              return found.reset();
            },
            Matcher::find);
    return new DeviceLogin(browser, told.group(1), told.group(2));
  }

  /** Fills the provider's form; returns where it leads. */
  String signIn(String user, String password, String code) {
    Matcher csrf = CSRF.matcher(browser.get(origin + "/login").body());
    assertThat(csrf.find()).isTrue();
    String fields =
        "_csrf="
            + encoded(csrf.group(1))
            + "&username="
            + encoded(user)
            + "&password="
            + encoded(password)
            + "&code="
            + code;
    return browser.postForm(origin + "/login", origin, fields).header("Location");
  }

  /** Types in the code that the command showed. */
  void confirm() {
    browser.postForm(
        origin + "/oauth2/device_verification", origin, "user_code=" + encoded(userCode));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
