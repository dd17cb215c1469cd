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
final class Holder {
  final Visitor visitor;
  final Shopper shopper;
  private final Shoppers shoppers;

  Holder(Shoppers shoppers, Shopper shopper, Visitor visitor) {
    this.shoppers = shoppers;
    this.shopper = shopper;
    this.visitor = visitor;
  }

  static Holder signedIn(Shoppers shoppers, Shopper shopper) {
    var holder = new Holder(shoppers, shopper, new Visitor());
    done(holder.signIn(Shoppers.PASSWORD, shoppers.freshCode(shopper)));
    return holder;
  }

  Response signIn(String password, String code) {
    return signIn(shopper.alias(), password, code);
  }

  Response signIn(String alias, String password, String code) {
    return post(
        "sign-in", "{\"alias\":\"%s\",\"proofs\":%s}".formatted(alias, proofs(password, code)));
  }

  Response prove(String password, String code) {
    return post("prove", proofs(password, code));
  }

  void proveAgain() {
    done(prove(Shoppers.PASSWORD, shoppers.freshCode(shopper)));
  }

  Response post(String path, String body) {
    return visitor.send("/account/" + path, body);
  }

  Response post(String path) {
    return post(path, "{}");
  }

  Response card(UUID cardId, String act, String body) {
    return post("cards/" + wire(cardId) + "/" + act, body);
  }

  Response card(UUID cardId, String act) {
    return card(cardId, act, "{}");
  }

  Response limit(UUID cardId, String currency, long perPayment, long perDay) {
    return card(
        cardId,
        "limit",
        "{\"currency\":\"%s\",\"perPayment\":%d,\"perDay\":%d}"
            .formatted(currency, perPayment, perDay));
  }

  Response close(String alias) {
    return post("close", "{\"alias\":\"%s\"}".formatted(alias));
  }

  Response ask(String path) {
    return visitor.ask("/account/" + path);
  }

  Response view() {
    return ask("view");
  }

  String session() {
    return visitor.cookie(PageSessions.COOKIE);
  }

  static String wire(UUID cardId) {
    return TypeId.of(IdKind.CARD, cardId);
  }

  static void done(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(204);
  }

  static void refused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<String>path("code")).isEqualTo(code);
  }

  private static String proofs(String password, String code) {
    return "{\"password\":\"%s\",\"code\":\"%s\"}".formatted(password, code);
  }
}
