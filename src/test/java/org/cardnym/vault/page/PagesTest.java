package org.cardnym.vault.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every page: its language, the bytes that it loads, and text that stays text. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class PagesTest {
  private static final Pattern TAG =
      Pattern.compile("<(?:script|link)[^>]* (?:src|href)=\"([^\"]*)\"([^>]*)>");
  private static final Pattern IMPORT = Pattern.compile("\\bimport\\b[^;]*?\"([^\"]+)\"");
  private static final Pattern INTEGRITY = Pattern.compile("integrity=\"sha384-([^\"]*)\"");

  @Inject TestHouse house;
  private final Visitor visitor = new Visitor();
  private Shop shop;
  private Purchase purchase;

  @BeforeEach
  void open() {
    shop = house.open();
    purchase = shop.sell("somebody", 123_456, "JPY");
    visitor.at(shop, purchase);
  }

  private Stream<String> pages() {
    return Stream.of(
        "/enrol", "/account", "/pay/" + purchase.id(), purchase.path(), "/account/nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de;q=0.9", "en-GB,en;q=0.9", "zh;q=<script>"})
  void everyPageIsEnglishForMost(String asked) {
    pages()
        .forEach(path -> {
          Response page = in(asked, path);
          assertThat(page.header("Content-Language")).isEqualTo("en");
          assertThat(page.asString())
              .contains("<html lang=\"en\">", "Never your card")
              .doesNotContainPattern("\\p{IsHan}");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN,zh;q=0.9,en;q=0.8", "zh"})
  void everyPageIsChineseForWhoReadsIt(String asked) {
    pages()
        .forEach(path -> {
          Response page = in(asked, path);
          assertThat(page.header("Content-Language")).isEqualTo("zh-Hans");
          assertThat(page.header("Vary")).contains("Accept-Language");
          assertThat(page.asString())
              .contains(
                  "<html lang=\"zh-Hans\">", "\u770b\u4e0d\u5230\u60a8\u7684\u94f6\u884c\u5361")
              .doesNotContain("Never your card");
        });
  }

  @Test
  void amountsAreWrittenInTheReadersManner() {
    String path = "/pay/" + purchase.id();

    assertThat(in("en", path).asString()).contains("\u00a5123,456");
    assertThat(in("zh", path).asString()).contains("JP\u00a5123,456");
    assertThat(in("zh", path + "/view").<String>path("amount")).isEqualTo("JP\u00a5123,456");
  }

  @Test
  void everyTagNamesTheDigestOfTheBytesItLoads() {
    pages()
        .forEach(path -> {
          MatchResult[] tags =
              TAG.matcher(in("en", path).asString()).results().toArray(MatchResult[]::new);
          assertThat(tags).hasSizeGreaterThanOrEqualTo(2);
          for (MatchResult tag : tags) {
            Response loaded = TestDoors.pages().get(tag.group(1));
            assertThat(loaded.statusCode()).as(tag.group()).isEqualTo(200);
            assertThat(loaded.header("Cache-Control")).contains("immutable", "max-age=31536000");
            assertThat(loaded.header("X-Content-Type-Options")).isEqualTo("nosniff");
            if (!tag.group().contains("rel=\"icon\"")) {
              byte[] digest = Asset.digest("SHA-384", loaded.asByteArray());
              var said = INTEGRITY.matcher(tag.group());
              assertThat(said.find()).as(tag.group()).isTrue();
              assertThat(said.group(1)).isEqualTo(Base64.getEncoder().encodeToString(digest));
            }
          }
        });
  }

  /** A browser checks the digest of an import only where the page preloads it. */
  @Test
  void whatAScriptImportsIsNamedByThePageToo() {
    pages()
        .forEach(path -> {
          String page = in("en", path).asString();
          List<String> named =
              TAG.matcher(page).results().map(tag -> fileName(tag.group(1))).toList();
          TAG.matcher(page)
              .results()
              .map(tag -> tag.group(1))
              .filter(address -> address.endsWith(".js"))
              .map(address -> TestDoors.pages().get(address).asString())
              .flatMap(script -> IMPORT.matcher(script).results())
              .forEach(imported -> assertThat(named).contains(fileName(imported.group(1))));
        });
  }

  private static String fileName(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  @Test
  void thePolicyOfAPageLetsNothingElseRun() {
    pages()
        .forEach(path -> {
          Response page = in("en", path);
          assertThat(page.header("Content-Security-Policy"))
              .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
              .doesNotContain("unsafe", "*", "http:", "https:");
          assertThat(page.asString())
              .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:")
              .doesNotContainPattern("<script(?![^>]* src=)");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/pay.js",
        "/assets/000000000000000000000000/pay.js",
        "/assets/%s/application.properties",
        "/assets/%s/../application.properties",
        "/assets/%s/",
        "/assets/%s"
      })
  void nothingOutsideOfTheInventoryIsServed(String form) {
    String page = in("en", "/enrol").asString();
    var version = Pattern.compile("/assets/([0-9a-f]{24})/").matcher(page);
    assertThat(version.find()).isTrue();

    Response refused = TestDoors.pages().get(form.replace("%s", version.group(1)));

    assertThat(refused.statusCode()).isIn(400, 404);
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whatAShopSaysOfItsOrderStaysText() {
    Response created = ordered("\\u0022 onfocus=\\u0022x' & {page.id} {cdi:assets}");
    assertThat(created.statusCode()).isEqualTo(201);
    Purchase hostile = Shop.purchase(created);
    visitor.at(shop, hostile);

    assertThat(in("en", "/pay/" + hostile.id()).asString())
        .contains("R&quot; onfocus=&quot;x&#39; &amp; {page.id} {cdi:assets}");
  }

  @Test
  void aTagInAnOrderIsRefused() {
    assertThat(ordered("</template><script>").statusCode()).isEqualTo(400);
  }

  private Response ordered(String description) {
    String body =
        """
        {"alias":"somebody","amount":{"value":1,"currency":"EUR"},"order":{"reference":"A-1","description":"R%s"}}\
        """
            .formatted(description);
    return shop.create(UUID.randomUUID().toString(), body);
  }

  private Response in(String language, String path) {
    var asking = TestDoors.pages().header("Accept-Language", language);
    for (String id : path.split("/", -1)) {
      String other = id.startsWith("pay_") ? visitor.cookie("__Host-" + id) : null;
      if (other != null) {
        asking.cookie("__Host-" + id, other);
      }
    }
    return asking.accept(path.endsWith("/view") ? "application/json" : "text/html").get(path);
  }
}
