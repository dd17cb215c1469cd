package org.cardnym.vault;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Requests to the vault's doors, each at its own origin, as in life: pages plain here, APIs by TLS.
 */
public final class TestDoors {
  private TestDoors() {}

  public static RequestSpecification pages() {
    return at(pagesOrigin()).redirects().follow(false);
  }

  /** A page's own script: what changes something carries the pages' origin. */
  public static RequestSpecification ownPage() {
    return pages().header("Origin", pagesOrigin());
  }

  public static RequestSpecification api() {
    return at(origin("cardnym.api.origin")).relaxedHTTPSValidation();
  }

  public static RequestSpecification api(String token) {
    return api().auth().oauth2(token);
  }

  public static RequestSpecification admin(String token) {
    return api(token).contentType("application/json");
  }

  public static String pagesOrigin() {
    return origin("cardnym.pages.origin");
  }

  private static RequestSpecification at(String origin) {
    return given()
        .filter(new PlainPaths())
        .baseUri(origin)
        .port(URI.create(origin).getPort())
        .urlEncodingEnabled(false);
  }

  private static String origin(String property) {
    return ConfigProvider.getConfig().getValue(property, String.class);
  }
}
