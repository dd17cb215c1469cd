package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.KeycloakRealm.Person;
import org.cardnym.vault.otp.App;

/**
 * A sign-in by device code (RFC 8628): what {@code vault-admin login} asks, and what a person does
 * in the browser meanwhile.
 */
public final class DeviceSignIn {
  private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([^\"]+)\"");
  private static final String CLIENT = "vault-admin";

  private final KeycloakRealm realm;
  private final String deviceCode;
  private final KeycloakPages pages;

  public DeviceSignIn(KeycloakRealm realm) {
    this.realm = realm;
    Response begun =
        realm
            .tokens(Keycloak.REALM)
            .basePath("/realms/" + Keycloak.REALM + "/protocol/openid-connect/auth/device")
            .formParam("client_id", CLIENT)
            .post();
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(200);
    deviceCode = begun.path("device_code");
    String address = begun.path("verification_uri_complete");
    pages = new KeycloakPages(realm, address);
  }

  public DeviceSignIn password(Person person) {
    pages.submit(Map.of("username", person.name(), "password", person.password()));
    return this;
  }

  public DeviceSignIn code(Person person) {
    pages.submit(Map.of("otp", App.type(person.otpSecret()).code()));
    return this;
  }

  public DeviceSignIn code(String typed) {
    pages.submit(Map.of("otp", typed));
    return this;
  }

  /** Lets the command go on. */
  public DeviceSignIn agree() {
    Matcher code = CODE.matcher(pages.text());
    assertThat(code.find()).as("a page that asks for consent").isTrue();
    pages.submit(Map.of("accept", "Yes", "code", code.group(1)));
    return this;
  }

  /** What the command gets when it asks now. */
  public Response ask() {
    return realm
        .tokens(Keycloak.REALM)
        .formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
        .formParam("device_code", deviceCode)
        .formParam("client_id", CLIENT)
        .post();
  }
}
