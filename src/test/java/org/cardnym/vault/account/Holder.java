package org.cardnym.vault.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.UUID;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.session.PageSessions;

/** A payer at their account page, as its script talks to the vault. */
public final class Holder {
  public final Visitor visitor;
  public final Shopper shopper;
  private final Shoppers shoppers;

  public Holder(Shoppers shoppers, Shopper shopper, Visitor visitor) {
    this.shoppers = shoppers;
    this.shopper = shopper;
    this.visitor = visitor;
  }

  public static Holder signedIn(Shoppers shoppers, Shopper shopper) {
    var holder = new Holder(shoppers, shopper, new Visitor());
    done(holder.signIn(Shoppers.PASSWORD, shoppers.freshCode(shopper)));
    return holder;
  }

  public Response signIn(String password, String code) {
    return signIn(shopper.alias(), password, code);
  }

  public Response signIn(String alias, String password, String code) {
    return post(
        "sign-in", "{\"alias\":\"%s\",\"proofs\":%s}".formatted(alias, proofs(password, code)));
  }

  public Response prove(String password, String code) {
    return post("prove", proofs(password, code));
  }

  public void proveAgain() {
    done(prove(Shoppers.PASSWORD, shoppers.freshCode(shopper)));
  }

  public Response post(String path, String body) {
    return visitor.send("/account/" + path, body);
  }

  public Response post(String path) {
    return post(path, "{}");
  }

  public Response card(UUID cardId, String act, String body) {
    return post("cards/" + wire(cardId) + "/" + act, body);
  }

  public Response card(UUID cardId, String act) {
    return card(cardId, act, "{}");
  }

  public Response limit(UUID cardId, String currency, long perPayment, long perDay) {
    return card(
        cardId,
        "limit",
        "{\"currency\":\"%s\",\"perPayment\":%d,\"perDay\":%d}"
            .formatted(currency, perPayment, perDay));
  }

  public Response close(String alias) {
    return post("close", "{\"alias\":\"%s\"}".formatted(alias));
  }

  public Response ask(String path) {
    return visitor.ask("/account/" + path);
  }

  public Response view() {
    return ask("view");
  }

  public String session() {
    return visitor.cookie(PageSessions.COOKIE);
  }

  public static String wire(UUID cardId) {
    return TypeId.of(IdKind.CARD, cardId);
  }

  public static void done(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
  }

  public static void refused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<String>path("code")).isEqualTo(code);
  }

  private static String proofs(String password, String code) {
    return "{\"password\":\"%s\",\"code\":\"%s\"}".formatted(password, code);
  }
}
