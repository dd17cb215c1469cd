package org.cardnym.vault.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.account.Holder;
import org.cardnym.vault.session.PageSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class SecurityPageTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  private Holder holder;

  @BeforeEach
  void open() {
    house.open();
    holder = Holder.signedIn(shoppers, shoppers.withCard());
  }

  @Test
  void whoHasNotSignedInIsSentToDoSo() {
    Response page = TestDoors.pages().redirects().follow(false).get("/account/security");

    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.header("Location")).endsWith("/account");
  }

  @Test
  void whoHasSignedInSeesThePageAndThePageItselfTellsNothing() {
    Shopper shopper = holder.shopper;
    Response page = page("en");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("Change password", "<dialog id=\"prove\"")
        .doesNotContain(shopper.alias(), shopper.email());
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Content-Security-Policy")).doesNotContain("unsafe");
    assertThat(holder.visitor.get("/account").asString()).contains("href=\"/account/security\"");
  }

  @Test
  void speaksTheReadersLanguage() {
    assertThat(page("zh-CN,zh;q=0.9").asString())
        .contains("\u66f4\u6539\u5bc6\u7801", "\u6d4f\u89c8\u5668")
        .doesNotContain("Change password");
  }

  @Test
  void thePageHoldsEveryWordThatItsScriptSays() throws IOException {
    String page = page("en").asString();

    assertThat(said(resource("/assets/security.js") + resource("/assets/prove.js")))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(page).contains("data-word=\"" + word + "\""));
  }

  @Test
  void everyRefusalThatAPayerCanMeetHasAWord() {
    assertThat(
            List.of(
                "proof_failed",
                "session_ended",
                "too_many_requests",
                "not_found",
                "code_wrong",
                "password_too_short",
                "password_too_long",
                "password_characters",
                "password_common",
                "password_context"))
        .allSatisfy(
            code -> assertThat(page("en").asString()).contains("data-word=\"" + code + "\""));
  }

  @Test
  void whoCantSignInFindsTheWayBackInTheirLanguage() throws IOException {
    Response page =
        TestDoors.pages()
            .header("Accept-Language", "zh-CN")
            .accept("text/html")
            .get("/account/recover");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("\u627e\u56de\u8d26\u6237");
    assertThat(said(resource("/assets/recover.js")))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(page.asString()).contains("data-word=\"" + word + "\""));
    assertThat(TestDoors.pages().accept("text/html").get("/account").asString())
        .contains("href=\"/account/recover\"");
  }

  private Response page(String language) {
    return TestDoors.pages()
        .cookie(PageSessions.COOKIE, holder.session())
        .header("Accept-Language", language)
        .accept("text/html")
        .get("/account/security");
  }

  private static List<String> said(String script) {
    return Pattern.compile("say\\(\"([a-z_]*[a-z])\"")
        .matcher(script)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SecurityPageTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
