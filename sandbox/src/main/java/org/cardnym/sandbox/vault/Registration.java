package org.cardnym.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.cardnym.sandbox.web.Json;

/** What an operator registers before the first payment; what stands there already is left alone. */
public final class Registration {
  /** A payment and a day, in cents, for limited cards and for new browsers. */
  private static final int POLICY_CENTS = 10_000;

  private final AdminApi admin;

  public Registration(AdminApi admin) {
    this.admin = admin;
  }

  /** The vault's public signing keys, a JWK set, for the bank. */
  public String signingKeys() {
    return admin.get("/link").path("signingKeys").toString();
  }

  /** Has the vault's certificate request answered and hands the certificate back. */
  public void linkCertificate(UnaryOperator<String> authority) {
    String request = admin.get("/link").path("certificateRequest").asText();
    admin.put("/link/certificate", Map.of("pem", authority.apply(request)));
  }

  /**
   * Registers a bank with its keys and the first digits of its cards.
   *
   * @param publicKeys the bank's JWK set, each key with its {@code use}
   */
  public void bank(
      String institution,
      String name,
      String endpoint,
      String trust,
      String publicKeys,
      List<String> prefixes) {
    if (find("/banks", "institutionId", institution).isPresent()) {
      return;
    }
    JsonNode bank =
        admin.post(
            "/banks",
            Map.of(
                "institutionId",
                institution,
                "name",
                name,
                "endpoint",
                endpoint,
                "trustPem",
                trust));
    String path = "/banks/" + bank.path("id").asText();
    for (JsonNode key : Json.read(publicKeys).path("keys")) {
      admin.post(path + "/keys", Map.of("use", key.path("use").asText(), "jwk", key));
    }
    for (String prefix : prefixes) {
      admin.post(path + "/routes", Map.of("first", prefix, "last", prefix));
    }
  }

  /** The bank's id with the vault. */
  public String bankId(String institution) {
    return find("/banks", "institutionId", institution).orElseThrow().path("id").asText();
  }

  /** The vault's public key that files of customers are sealed to, a JWK. */
  public String customersKey() {
    return admin.post("/payers/imports/key", Map.of()).toString();
  }

  /** Registers a shop and, whether or not it was there, where it hears of events. */
  public void merchant(
      String clientId, String displayName, List<String> origins, String returnUrl) {
    JsonNode shop =
        find("/merchants", "clientId", clientId)
            .orElseGet(() -> newMerchant(clientId, displayName, origins, returnUrl));
    admin.put(
        "/merchants/" + shop.path("id").asText() + "/webhook",
        Map.of("url", origins.getFirst() + "/webhooks"));
  }

  private JsonNode newMerchant(
      String clientId, String displayName, List<String> origins, String returnUrl) {
    return admin.post(
        "/merchants",
        Map.of(
            "displayName",
            displayName,
            "legalName",
            displayName + " Ltd",
            "categoryCode",
            "5719",
            "country",
            "DE",
            "clientId",
            clientId,
            "origins",
            origins,
            "returnUrl",
            returnUrl));
  }

  public void policy() {
    for (String rule : List.of("limited_card", "new_browser")) {
      admin.put(
          "/policy/" + rule + "/EUR", Map.of("perPayment", POLICY_CENTS, "perDay", POLICY_CENTS));
    }
  }

  private Optional<JsonNode> find(String list, String member, String value) {
    JsonNode items = admin.get(list + "?limit=100").path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path(member).asText().equals(value))
        .findFirst();
  }
}
