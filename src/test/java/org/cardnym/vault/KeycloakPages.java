package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.KeycloakRealm.Person;
import org.cardnym.vault.otp.App;
import org.jspecify.annotations.Nullable;

/** A person in a browser at Keycloak's pages. */
public final class KeycloakPages {
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

  private final KeycloakRealm realm;
  private final CookieFilter cookies = new CookieFilter();
  private Response page;
  private @Nullable String left;

  public KeycloakPages(KeycloakRealm realm, String address) {
    this.realm = realm;
    page = follow(browser(false).get(address));
  }

  /** Gives both proofs. */
  public KeycloakPages signIn(Person person) {
    submit(Map.of("username", person.name(), "password", person.password()));
    submit(Map.of("otp", App.type(person.otpSecret()).code()));
    return this;
  }

  /** Where Keycloak sent the browser away to. */
  public String left() {
    assertThat(left).as(page.asString()).isNotNull();
    return String.valueOf(left);
  }

  String text() {
    return page.asString();
  }

  void submit(Map<String, String> fields) {
    Matcher form = FORM.matcher(page.asString());
    assertThat(form.find()).as("a page with a form").isTrue();
    String address = form.group(1).replace("&amp;", "&");
    String target = address.startsWith("/") ? realm.url() + address : address;
    page = follow(browser(true).formParams(fields).post(target));
  }

  private Response follow(Response answer) {
    Response at = answer;
    for (int hop = 0; hop < 10 && at.statusCode() / 100 == 3; hop++) {
      String location = at.header("Location");
      String target = location.startsWith("/") ? realm.url() + location : location;
      if (!target.startsWith(realm.url())) {
        left = target;
        return at;
      }
      at = browser(true).get(target);
    }
    return at;
  }

  private RequestSpecification browser(boolean encode) {
    return io.restassured.RestAssured.given()
        .relaxedHTTPSValidation()
        .urlEncodingEnabled(encode)
        .redirects()
        .follow(false)
        .filter(cookies);
  }
}
