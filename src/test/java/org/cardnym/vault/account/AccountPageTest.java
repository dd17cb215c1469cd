package org.cardnym.vault.account;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class AccountPageTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;

  @BeforeEach
  void open() {
    house.open();
  }

  @Test
  void whoHasNotSignedInSeesTheFormAndNothingElse() {
    Response page = page("en");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("data-signed-in=\"false\"", "<section class=\"panel\" id=\"signin\">");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.header("Content-Security-Policy")).doesNotContain("unsafe");
  }

  @Test
  void whoHasSignedInIsNotAskedAgainAndThePageItselfTellsNothing() {
    Shopper shopper = shoppers.withCard();
    Holder holder = Holder.signedIn(shoppers, shopper);

    String page = holder.visitor.get("/account").asString();

    assertThat(page)
        .contains("data-signed-in=\"true\"")
        .doesNotContain(shopper.alias(), shopper.email(), "1111");
  }

  @Test
  void speaksTheReadersLanguage() {
    assertThat(page("zh-CN,zh;q=0.9").asString())
        .contains("\u767b\u5f55\u60a8\u7684\u8d26\u6237")
        .doesNotContain("Sign in to your account");
    assertThat(page("fr").asString()).contains("Sign in to your account");
  }

  @Test
  void thePageHoldsEveryWordThatItsScriptSays() throws IOException {
    String page = page("en").asString();

    assertThat(said(resource("/assets/account.js") + resource("/assets/history.js")))
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
                "conflict",
                "limit_unfit",
                "nickname_unfit",
                "text_like_card",
                "confirmation_wrong",
                "payments_open"))
        .allSatisfy(
            code -> assertThat(page("en").asString()).contains("data-word=\"" + code + "\""));
  }

  private static Response page(String language) {
    return TestDoors.pages()
        .header("Accept-Language", language)
        .accept("text/html")
        .get("/account");
  }

  /** The keys that a script says as they are; those it puts together are not among them. */
  private static List<String> said(String script) {
    return Pattern.compile("say\\(\"([a-z_]*[a-z])\"")
        .matcher(script)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = AccountPageTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
