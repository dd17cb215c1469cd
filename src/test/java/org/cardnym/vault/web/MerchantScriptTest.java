package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;
import static org.cardnym.vault.TestDoors.pages;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that shops' pages load from the vault. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
class MerchantScriptTest {
  private static final String ADDRESS = "/assets/checkout/v1/cardnym-checkout.js";
  private static final Path FOLDER = folder();

  @Test
  void theBytesServedAreThoseOfThePackage() throws IOException {
    assertThat(bytes()).isEqualTo(Files.readAllBytes(FOLDER.resolve("cardnym-checkout.js")));
  }

  @Test
  void theDigestThatShopsCopyIsThatOfTheBytesServed() throws Exception {
    assertThat(Files.readString(FOLDER.resolve("README.md")))
        .contains("integrity=\"" + digest(bytes()) + "\"");
  }

  @Test
  void anyShopMayLoadItAndKeepIt() {
    Response answer = pages().header("Origin", "https://shop.example").get(ADDRESS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("text/javascript");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.header("Vary")).containsIgnoringCase("Accept-Encoding");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getCookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/pay.js",
        "/assets/checkout/v1/none.js",
        "/assets/checkout/v2/cardnym-checkout.js",
        "/assets/checkout/v1/cardnym-checkout.js.map"
      })
  void nothingElseIsLentToOthersOrKept(String path) {
    Response answer = pages().header("Origin", "https://shop.example").get(path);

    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cache-Control")).doesNotContain("immutable");
  }

  @Test
  void itStandsAtThePagesDoorOnly() {
    assertThat(api().get(ADDRESS).statusCode()).isEqualTo(421);
  }

  @Test
  void itIsSmall() throws IOException {
    assertThat(bytes().length).isLessThan(20 * 1024);
  }

  private static byte[] bytes() {
    return pages().get(ADDRESS).asByteArray();
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-384").digest(bytes);
    return "sha384-" + Base64.getEncoder().encodeToString(hash);
  }

  /** Tests run in the module's folder or in the reactor's. */
  private static Path folder() {
    Path beside = Path.of("../checkout-script");
    return Files.isDirectory(beside) ? beside : Path.of("checkout-script");
  }
}
