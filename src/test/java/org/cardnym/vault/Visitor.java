package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;

/**
 * A browser: keeps the cookies it is given, and like a browser brings none of them to what another
 * site posts (every cookie of the vault is SameSite).
 */
public final class Visitor {
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  /** Follows the shop's form to the payment's page, as far as it gets; the last answer. */
  public Response open(Shop shop, Purchase purchase) {
    Response opened = post(purchase, shop.origin());
    return opened.statusCode() == 303 ? get(opened.header("Location")) : opened;
  }

  /** Opens the page and expects to see it. */
  public Visitor at(Shop shop, Purchase purchase) {
    assertThat(open(shop, purchase).statusCode()).isEqualTo(200);
    return this;
  }

  /** The form alone, from whatever origin; null for none. */
  public Response post(Purchase purchase, String origin) {
    var request =
        TestDoors.pages().contentType("application/x-www-form-urlencoded").accept("text/html");
    return keep(
        (origin == null ? request : request.header("Origin", origin)).post(purchase.path()));
  }

  public Response get(String address) {
    String path = address.replaceFirst("^https?://[^/]+", "");
    return keep(TestDoors.pages().cookies(cookies).accept("text/html").get(path));
  }

  /** Presses the button of the page that told that the payment was begun elsewhere. */
  public Response goOn(Purchase purchase) {
    return goOn(purchase, purchase.secret(), TestDoors.pagesOrigin());
  }

  /** The same from a page of whatever origin, null for none, and with another secret. */
  public Response goOn(Purchase purchase, String secret, String origin) {
    var request =
        TestDoors.pages()
            .cookies(cookies)
            .contentType("application/x-www-form-urlencoded")
            .accept("text/html")
            .body("secret=" + secret);
    return keep(
        (origin == null ? request : request.header("Origin", origin))
            .post("/pay/" + purchase.id() + "/elsewhere"));
  }

  public Response view(Purchase purchase) {
    return ask("/pay/" + purchase.id() + "/view");
  }

  /** A page's own script reads JSON. */
  public Response ask(String path) {
    return keep(TestDoors.pages().cookies(cookies).accept("application/json").get(path));
  }

  public Response prove(Purchase purchase, String password, String code) {
    return send(
        "/pay/" + purchase.id() + "/proofs",
        "{\"password\":\"%s\",\"code\":\"%s\"}".formatted(password, code));
  }

  /** Gives a password and no code. */
  public Response proveAlone(Purchase purchase, String password) {
    return send("/pay/" + purchase.id() + "/proofs", "{\"password\":\"%s\"}".formatted(password));
  }

  /** Proves, and wants to choose the card afterwards. */
  public Response proveToChoose(Purchase purchase, String password, String code) {
    return send(
        "/pay/" + purchase.id() + "/proofs",
        "{\"password\":\"%s\",\"code\":\"%s\",\"chooseCard\":true}".formatted(password, code));
  }

  /** Chooses the card that pays. */
  public Response choose(Purchase purchase, UUID cardId) {
    return choose(purchase, TypeId.of(IdKind.CARD, cardId));
  }

  public Response choose(Purchase purchase, String card) {
    return send("/pay/" + purchase.id() + "/card", "{\"card\":\"%s\"}".formatted(card));
  }

  /** A page's own script posts JSON. */
  public Response send(String path, String body) {
    return keep(
        TestDoors.ownPage().cookies(cookies).contentType("application/json").body(body).post(path));
  }

  /** Looks until the payment has ended, at most fifteen seconds. */
  public String outcome(Purchase purchase) {
    long end = System.nanoTime() + 15_000_000_000L;
    String state = view(purchase).path("state");
    while (state.equals("processing") && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
      state = view(purchase).path("state");
    }
    return state;
  }

  /** The value of a cookie, or null. */
  public String cookie(String name) {
    return cookies.get(name);
  }

  /** Puts a cookie into the browser from outside. */
  public void plant(String name, String value) {
    cookies.put(name, value);
  }

  private Response keep(Response response) {
    for (Cookie set : response.getDetailedCookies()) {
      assertThat(
              set.isSecured()
                  && set.isHttpOnly()
                  && "/".equals(set.getPath())
                  && set.getDomain() == null)
          .as(set.getName())
          .isTrue();
      if (set.getMaxAge() == 0) {
        cookies.remove(set.getName());
      } else {
        cookies.put(set.getName(), set.getValue());
      }
    }
    return response;
  }
}
