package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.SignedPasskey;

/** A browser before a payment that it did not begin. */
record OtherBrowser(Visitor visitor, Purchase purchase) {
  static OtherBrowser at(Purchase purchase) {
    return new OtherBrowser(new Visitor(), purchase);
  }

  String path() {
    return "/pay/" + purchase.id() + "/elsewhere";
  }

  /** Follows the link. */
  Response follow() {
    return visitor.get(purchase.path());
  }

  /** Presses the button of the page that the link leads to. */
  Response press() {
    return visitor.goOn(purchase);
  }

  OtherBrowser goneOn() {
    assertThat(press().statusCode()).isEqualTo(303);
    return this;
  }

  Response page() {
    return visitor.get(path());
  }

  Response view() {
    return visitor.ask(path() + "/view");
  }

  String state() {
    return view().path("state");
  }

  Response ask() {
    return visitor.send(path() + "/passkey", "{}");
  }

  String challenge() {
    Response asked = ask();
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    return asked.path("challenge");
  }

  Response give(String alias, SignedPasskey signed) {
    String body = PasskeyPaymentTest.json(signed, ",\"alias\":\"%s\"".formatted(alias));
    return visitor.send(path() + "/proofs", body);
  }

  Response pay(String alias, Authenticator authenticator) {
    return give(alias, authenticator.sign(challenge()));
  }

  /** The code of a refusal. */
  static String code(Response answer) {
    return answer.path("code");
  }
}
