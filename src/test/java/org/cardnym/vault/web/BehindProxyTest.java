package org.cardnym.vault.web;

import static org.cardnym.vault.TestDoors.api;
import static org.cardnym.vault.TestDoors.pages;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = BehindProxyTest.PagesBehindProxy.class,
    restrictToAnnotatedClass = true)
class BehindProxyTest {
  /** A replica of the payer's door only, whose TLS ends at a proxy on this machine. */
  public static class PagesBehindProxy extends TestVault {
    @Override
    public Map<String, String> start() {
      Map<String, String> settings = super.start();
      settings.put("cardnym.doors", "payer");
      settings.put("cardnym.proxies", "127.0.0.1,10.0.0.0/8");
      return settings;
    }
  }

  @Test
  void aDoorThatIsNotServedIsNotThere() {
    api(TestTokens.operator())
        .get("/admin/v1/status")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
    api(TestTokens.merchant("shop"))
        .get("/v1/test/merchants")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  @Test
  void theServedDoorIsThere() {
    pages().get("/enrol/test/client").then().statusCode(200);
  }

  @Test
  void aNamedProxySaysWhichSchemeTheClientUsed() {
    pages().header("X-Forwarded-Proto", "https").get("/enrol/test/client").then().statusCode(421);
    pages().header("X-Forwarded-Proto", "http").get("/enrol/test/client").then().statusCode(200);
  }

  @Test
  void theLastAddressThatIsNoProxyIsTheClient() {
    pages()
        .header("X-Forwarded-For", "192.0.2.7")
        .get("/enrol/test/client")
        .then()
        .body(equalTo("192.0.2.7"));
    pages()
        .header("X-Forwarded-For", "198.51.100.1, 192.0.2.7, 10.1.1.1")
        .get("/enrol/test/client")
        .then()
        .body(equalTo("192.0.2.7"));
    pages()
        .header("X-Forwarded-For", "2001:db8:1:2:3::4")
        .get("/enrol/test/client")
        .then()
        .body(startsWith("2001:db8:1:2::/64"));
  }

  @Test
  void whatIsNoAddressIsNotBelieved() {
    pages()
        .header("X-Forwarded-For", "192.0.2.7, nonsense")
        .get("/enrol/test/client")
        .then()
        .body(equalTo("127.0.0.1"));
    pages()
        .header("X-Forwarded-For", "")
        .get("/enrol/test/client")
        .then()
        .body(equalTo("127.0.0.1"));
  }
}
