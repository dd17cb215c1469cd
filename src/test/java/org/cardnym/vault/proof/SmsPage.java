package org.cardnym.vault.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Set;
import org.cardnym.vault.Phones;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Visitor;

/** A browser on the page of a payment that may be proven by a code by text message. */
record SmsPage(Visitor visitor, Purchase purchase) {
  private static final Set<String> OWN_TO_EACH = Set.of("x-request-id", "date");

  Response ask() {
    return visitor.send("/pay/" + purchase.id() + "/sms", "{}");
  }

  /** Asks, and waits for the code. */
  String code(Phones phones, String number) {
    int before = phones.to(number).size();
    Response asked = ask();
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    return phones.await(number, before + 1).getLast().code();
  }

  Response give(String password, String code) {
    return give(password, code, "");
  }

  Response give(String password, String code, String more) {
    return visitor.send(
        "/pay/" + purchase.id() + "/proofs",
        "{\"password\":\"%s\",\"smsCode\":\"%s\"%s}".formatted(password, code, more));
  }

  /** All of an answer but what names the single request. */
  static String told(Response answer) {
    return answer.statusCode()
        + answer.asString().replaceAll("\"request\":\"[^\"]*\"", "")
        + answer.headers().asList().stream()
            .filter(header -> !OWN_TO_EACH.contains(header.getName().toLowerCase(Locale.ROOT)))
            .map(Header::toString)
            .sorted()
            .toList();
  }
}
