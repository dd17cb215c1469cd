package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;
import static org.cardnym.vault.TestDoors.ownPage;
import static org.cardnym.vault.TestDoors.pages;
import static org.cardnym.vault.TestDoors.pagesOrigin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.format.DateTimeFormatter;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class WallTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin;x/v1/status",
        "/admin/v1/status;x=1",
        "/admin%2Fv1/status",
        "/admin%3Bx/v1/status",
        "/admin/v1//status",
        "//admin/v1/status",
        "/admin%5cv1/status",
        "/v1/../admin/v1/status",
        "/v1/%2e%2e/admin/v1/status",
        "/admin/./v1/status",
        "/%61dmin/v1/status"
      })
  void pathsThatReadTwoWaysAreRefused(String path) {
    var answer =
        RawHttp.api("GET " + path + " HTTP/1.1", "Authorization: Bearer " + TestTokens.operator());

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed\"");
  }

  @Test
  void aBackslashIsRefusedByTheServerItself() {
    assertThat(RawHttp.api("GET /admin\\v1/status HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(PathRules.plain("/admin\\v1/status")).isFalse();
  }

  @Test
  void thePlainPathIsServed() {
    var answer =
        RawHttp.api(
            "GET /v1/test/merchants HTTP/1.1",
            "Authorization: Bearer " + TestTokens.merchant("shop"));

    assertThat(answer).startsWith("HTTP/1.1 200").contains("merchants");
  }

  @Test
  void anotherHostIsRefused() {
    api()
        .header("Host", "vault.example")
        .get("/v1/test/merchants")
        .then()
        .statusCode(421)
        .body("code", equalTo("wrong_door"));
  }

  @Test
  void anotherSchemeIsRefused() {
    pages().get("/v1/test/merchants").then().statusCode(421).body("code", equalTo("wrong_door"));
    api().get("/enrol/test/broken").then().statusCode(421).body("code", equalTo("wrong_door"));
  }

  @Test
  void twoHostsAreRefused() {
    assertThat(RawHttp.api("GET /v1/test/merchants HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("HTTP/1.1 401");
  }

  @Test
  void forwardedHeadersOfStrangersChangeNothing() {
    pages().header("X-Forwarded-Proto", "https").get("/v1/test/merchants").then().statusCode(421);
    pages()
        .header("X-Forwarded-For", "192.0.2.7")
        .get("/enrol/test/client")
        .then()
        .statusCode(200)
        .body(equalTo("127.0.0.1"));
  }

  @Test
  void anAddressOutsideEveryDoorIsNotFound() {
    pages().get("/q/health").then().statusCode(404).body("code", equalTo("not_found"));
    api().get("/").then().statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void anUnknownAddressBehindADoorIsNotFound() {
    api()
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("not_found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "PATCH", "OPTIONS", "PROPFIND"})
  void otherMethodsAreRefused(String method) {
    assertThat(RawHttp.api(method + " /v1/test/merchants HTTP/1.1"))
        .startsWith("HTTP/1.1 405")
        .contains("method_refused");
  }

  @Test
  void theVaultsOwnPageMayChangeThings() {
    ownPage().post("/enrol/test/change").then().statusCode(200).body(equalTo("changed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://shop.example", "null", "http://127.0.0.1:1", ""})
  void anotherOriginMayNotChangeThings(String origin) {
    pages()
        .header("Origin", origin)
        .post("/enrol/test/change")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void withoutAnOriginNothingIsChanged() {
    pages().post("/enrol/test/change").then().statusCode(403).body("code", equalTo("forbidden"));
  }

  @Test
  void theOwnOriginBesideAnotherIsRefused() {
    pages()
        .header("Origin", pagesOrigin(), "https://shop.example")
        .post("/enrol/test/change")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed"));
  }

  @Test
  void twoOriginsAreRefusedAtEveryDoorAndWhereAShopOpensAPayment() {
    pages()
        .header("Origin", "https://shop.example", "https://other.example")
        .post("/pay/pay_01h455vb4pex5vsknk084sn02q/AAAAAAAAAAAAAAAAAAAAAA")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed"));
    assertThat(
            RawHttp.api(
                "POST /v1/test/body HTTP/1.1",
                "Content-Length: 0",
                "Origin: https://a.example",
                "Origin: https://a.example"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aBodyWhoseEndReadsTwoWaysIsRefusedAndTheConnectionClosed() {
    String answer =
        RawHttp.kept(
            "POST /v1/test/body HTTP/1.1",
            "Content-Type: application/json",
            "Content-Length: 5",
            "Transfer-Encoding: chunked",
            "",
            "0",
            "",
            "GET /v1/test/merchants HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 411").containsIgnoringCase("connection: close");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
  }

  @Test
  void http2IsNotSpoken() {
    assertThat(RawHttp.kept("PRI * HTTP/2.0", "", "SM", "", "")).doesNotContain("\u0000");
    assertThat(
            RawHttp.api(
                "GET /v1/test/merchants HTTP/1.1",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"))
        .doesNotStartWith("HTTP/1.1 101");
  }

  @Test
  void aShopMayOpenAPayment() {
    String opening = "/pay/pay_01h455vb4pex5vsknk084sn02q/AAAAAAAAAAAAAAAAAAAAAA";
    pages()
        .header("Origin", "https://shop.example")
        .post(opening)
        .then()
        .body("code", not(equalTo("forbidden")));
  }

  @Test
  void aShopMayNotPostProofs() {
    String proofs = "/pay/pay_01h455vb4pex5vsknk084sn02q/proofs";
    pages().header("Origin", "https://shop.example").post(proofs).then().statusCode(403);
  }

  @Test
  void anEndpointThatSaysNothingIsDenied() {
    api(TestTokens.operator())
        .get("/v1/test/unannotated")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    api()
        .get("/v1/test/unannotated")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    String large = "{\"text\":\"" + "a".repeat(70_000) + "\"}";
    api()
        .contentType("application/json")
        .body(large)
        .post("/v1/test/body")
        .then()
        .statusCode(413)
        .body("code", equalTo("too_large"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /v1/test/merchants", "POST /v1/test/body"})
  void whoeverAnnouncesTooMuchIsNotWaitedFor(String request) {
    assertThat(RawHttp.kept(request + " HTTP/1.1", "Content-Length: 70000"))
        .startsWith("HTTP/1.1 413 ")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void aBodyOfUnsaidLengthIsRefusedBeforeItIsRead() {
    assertThat(RawHttp.beginningOfChunked("/v1/test/body"))
        .startsWith("HTTP/1.1 411")
        .contains("\"code\":\"length_required\"")
        .containsIgnoringCase("connection: close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/test/merchants",
        "/v1/test/broken",
        "/v1/nothing",
        "/none",
        "/v1/test/../x",
        "/v1/test/unannotated"
      })
  void everyAnswerOfTheApiCarriesTheHeaders(String path) {
    carriesHeaders(api().get(path), "default-src 'none'; frame-ancestors 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/enrol/test/broken", "/account/nothing", "/assets/nothing.js"})
  void everyAnswerOfThePagesCarriesTheHeaders(String path) {
    Response answer = pages().get(path);

    carriesHeaders(answer, "default-src 'none'; script-src 'self'");
    assertThat(answer.header("Strict-Transport-Security")).isNull();
  }

  @Test
  void aBrowserGetsAPageForAProblem() {
    pages()
        .header("Accept", "text/html,application/xhtml+xml;q=0.9")
        .get("/account/nothing")
        .then()
        .statusCode(404)
        .contentType(containsString("text/html"))
        .body(containsString("There is nothing here"))
        .body(containsString("SANDBOX"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/none", "/payments"})
  void aBrowserThatWentAstrayGetsAPageAtThePagesOriginAndNowhereElse(String path) {
    Response astray = pages().header("Accept", "text/html").get(path);
    Response program = pages().header("Accept", "*/*").get(path);
    Response elsewhere = api().header("Accept", "text/html").get(path);

    assertThat(astray.statusCode()).isEqualTo(404);
    assertThat(astray.contentType()).startsWith("text/html");
    assertThat(astray.asString()).contains("There is nothing here");
    carriesHeaders(astray, "default-src 'none'; script-src 'self'");
    assertThat(program.contentType()).startsWith("application/problem+json");
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(elsewhere.contentType()).startsWith("application/problem+json");
    carriesHeaders(elsewhere, "default-src 'none'; frame-ancestors 'none'");
  }

  private static void carriesHeaders(Response answer, String policy) {
    assertThat(answer.header("Content-Security-Policy"))
        .startsWith(policy)
        .contains("frame-ancestors 'none'");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    assertThat(answer.header("Cache-Control")).isIn("no-store", "no-cache");
    assertThat(answer.header("Date")).satisfies(DateTimeFormatter.RFC_1123_DATE_TIME::parse);
    assertThat(answer.header("X-Request-Id")).hasSize(22);
    assertThat(answer.header("Server")).isNull();
  }
}
