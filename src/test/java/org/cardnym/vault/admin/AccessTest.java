package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.audit.AuditTrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class AccessTest {
  private static final String ADMIN = "/admin/v1/status";

  @Inject AuditTrail trail;

  @Test
  void anOperatorIsLetIn() {
    api(TestTokens.operator()).get(ADMIN).then().statusCode(200).body("state", equalTo("open"));
  }

  @Test
  void anAuditorMayReadButChangeNothing() {
    api(TestTokens.auditor()).get("/admin/v1/merchants").then().statusCode(200);
    api(TestTokens.auditor())
        .contentType("application/json")
        .body("{}")
        .post("/admin/v1/merchants")
        .then()
        .statusCode(403);
  }

  @Test
  void theCallerLearnsWhatTheTokenSays() {
    api(TestTokens.operator())
        .get("/admin/v1/whoami")
        .then()
        .statusCode(200)
        .body("subject", equalTo("op-1"))
        .body("client", equalTo("vault-admin"))
        .body("roles", contains("operator"))
        .body("amr", contains("pwd", "otp"));
  }

  @Test
  void withoutATokenNobodyIsLetIn() {
    refused(api().get(ADMIN));
  }

  @Test
  void aMerchantIsNoAdmin() {
    api(TestTokens.merchant("shop"))
        .get(ADMIN)
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void anAdminIsNoMerchant() {
    api(TestTokens.operator())
        .get("/v1/test/merchants")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void aTokenWithoutARoleOpensNothing() {
    api(TestTokens.sign(TestTokens.machine("shop").build())).get(ADMIN).then().statusCode(403);
  }

  @Test
  void aTokenForAnotherServiceIsRefused() {
    refused(
        with(
            TestTokens.sign(
                TestTokens.person("op-1", "operator").audience("another-service").build())));
  }

  @Test
  void aTokenForNobodyIsRefused() {
    refused(
        with(
            TestTokens.sign(
                TestTokens.person("op-1", "operator").audience((String) null).build())));
  }

  @Test
  void anExpiredTokenIsRefused() {
    Date past = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
    refused(
        with(TestTokens.sign(TestTokens.person("op-1", "operator").expirationTime(past).build())));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    refused(
        with(
            TestTokens.sign(
                TestTokens.person("op-1", "operator").issuer("https://issuer.example").build())));
  }

  @Test
  void aTokenSignedByAnotherKeyIsRefused() throws JOSEException {
    var another = new RSAKeyGenerator(2048).keyID("test").generate();
    refused(with(TestTokens.sign(TestTokens.person("op-1", "operator").build(), another)));
  }

  @Test
  void anUnsignedTokenIsRefused() {
    refused(with(new PlainJWT(TestTokens.person("op-1", "operator").build()).serialize()));
  }

  @Test
  void aTokenUnderASharedSecretIsRefused() throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
            TestTokens.person("op-1", "operator").build());
    token.sign(new MACSigner(new byte[32]));
    refused(with(token.serialize()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a.b.c", "4111111111111111", "\"><script>"})
  void anythingElseIsRefusedWithoutEcho(String token) {
    var answer = with(token);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.asString()).doesNotContain(token);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void whoIsTurnedAwayByNameStandsInTheTrail() throws InterruptedException {
    String token = TestTokens.merchant("shop-turned-away");
    api(token).get(ADMIN).then().statusCode(403);

    assertThat(recorded("client:shop-turned-away")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject=%00",
        "subject=a%0Ab",
        "subject=%E2%80%AE",
        "limit=x",
        "limit=0",
        "limit=101",
        "limit=99999999999",
        "limit=1.5",
        "limit=-1",
        "cursor=x"
      })
  void aQueryThatIsNotAsItShouldBeIsMalformed(String query) {
    var answer = api(TestTokens.operator()).get("/admin/v1/audit?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"merchants", "banks", "audit", "payments", "webhooks"})
  void aLimitIsANumberInEveryList(String list) {
    api(TestTokens.operator()).get("/admin/v1/" + list + "?limit=x").then().statusCode(400);
    api(TestTokens.operator()).get("/admin/v1/" + list + "?limit=5").then().statusCode(200);
  }

  private boolean recorded(String actor) throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      boolean found =
          trail.page(null, null, 50).stream()
              .anyMatch(e -> actor.equals(e.actor()) && "ACCESS_REFUSED".equals(e.action()));
      if (found) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static io.restassured.response.Response with(String token) {
    return api().header("Authorization", "Bearer " + token).get(ADMIN);
  }

  private static void refused(io.restassured.response.Response answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }
}
