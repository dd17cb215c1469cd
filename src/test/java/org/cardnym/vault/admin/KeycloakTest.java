package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.api;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.DeviceSignIn;
import org.cardnym.vault.KeycloakPages;
import org.cardnym.vault.KeycloakRealm;
import org.cardnym.vault.KeycloakRealm.Person;
import org.cardnym.vault.KeycloakVault;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.biometric.Services;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.merchant.NewMerchant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped realm on a real Keycloak: whom the vault lets in by its tokens, and whom not. */
@QuarkusTest
@QuarkusTestResource(value = KeycloakVault.class, restrictToAnnotatedClass = true)
class KeycloakTest {
  private static final String ADMIN = "/admin/v1/whoami";
  private static final String SHOP = "shop-example";
  private static final String OPERATIONS = "vault-operations";
  private static final List<String> MACHINE = List.of("cardnym-vault", "cardnym-machine");

  @Inject Merchants merchants;
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Services services;
  private KeycloakRealm realm;

  @BeforeEach
  void open() {
    realm = new KeycloakRealm();
  }

  @Test
  void aShopsServerAsksForAPayment() {
    register(SHOP);

    assertThat(sell(realm.machineToken(SHOP)).statusCode()).isEqualTo(201);
  }

  @Test
  void aShopsServerIsNoAdmin() {
    assertThat(api(realm.machineToken(SHOP)).get(ADMIN).statusCode()).isEqualTo(403);
  }

  @Test
  void anOperatorsMachineIsLetInUnderItsOwnName() {
    api(realm.machineToken(OPERATIONS))
        .get(ADMIN)
        .then()
        .statusCode(200)
        .body("subject", equalTo(OPERATIONS))
        .body("client", equalTo(OPERATIONS))
        .body("roles", contains("operator"));
  }

  @Test
  void anOperatorsMachineIsNoShop() {
    assertThat(sell(realm.machineToken(OPERATIONS)).statusCode()).isEqualTo(403);
  }

  @Test
  void aPersonSignsInByDeviceCodeWithTwoProofs() throws IOException {
    Person person = realm.addPerson("operator");

    String token = signedIn(person);

    api(token)
        .get(ADMIN)
        .then()
        .statusCode(200)
        .body("client", equalTo("vault-admin"))
        .body("roles", contains("operator"))
        .body("amr", contains("pwd", "otp"));
    JsonNode claims = claims(token);
    assertThat(claims.path("auth_time").asLong())
        .isBetween(claims.path("iat").asLong() - 60, claims.path("iat").asLong());
    assertThat(claims.path("acr").asText()).isEqualTo("1");
    assertThat(claims.path("sub").asText()).isNotEqualTo("vault-admin");
  }

  @Test
  void aPersonWithoutTheSecondProofGetsNoToken() {
    Person person = realm.addPerson("operator");

    Response wrong = new DeviceSignIn(realm).password(person).code("000000").ask();
    Response none = new DeviceSignIn(realm).password(person).ask();

    assertThat(List.of(wrong.<String>path("error"), none.<String>path("error")))
        .containsOnly("authorization_pending");
    assertThat(realm.passwordGrant(person).<String>path("error")).isEqualTo("unauthorized_client");
  }

  @Test
  void anAuditorReadsAndChangesNothing() {
    String token = signedIn(realm.addPerson("auditor"));

    assertThat(api(token).get("/admin/v1/merchants").statusCode()).isEqualTo(200);
    assertThat(
            api(token)
                .contentType("application/json")
                .body("{}")
                .post("/admin/v1/merchants")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aPersonWithAShopsRoleGetsNothingThroughTheOperatorsCommand() throws IOException {
    String token = signedIn(realm.addPerson("merchant"));

    assertThat(claims(token).has("roles")).isFalse();
    assertThat(api(token).get(ADMIN).statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenForAnotherServiceIsRefused() {
    refused(realm.machineToken(realm.addMachine(List.of("cardnym-machine"), "operator", "60")));
  }

  @Test
  void aTokenWithoutARoleOpensNothing() {
    String token = realm.machineToken(realm.addMachine(MACHINE, "offline_access", "60"));

    assertThat(api(token).get(ADMIN).statusCode()).isEqualTo(403);
    assertThat(sell(token).statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenIsGoodUntilItExpires() throws Exception {
    String client = realm.addMachine(MACHINE, "operator", "3");
    String token = realm.machineToken(client);
    assertThat(api(token).get(ADMIN).statusCode()).isEqualTo(200);

    Thread.sleep(
        Math.max(0, claims(token).path("exp").asLong() * 1000 + 1100 - System.currentTimeMillis()));

    refused(token);
  }

  @Test
  void aTokenOfAnotherRealmIsRefused() {
    refused(realm.tokenOfAnotherRealm());
  }

  @Test
  void aTokenWhoseSignatureWasChangedIsRefused() {
    String[] parts = realm.machineToken(OPERATIONS).split("\\.", -1);
    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
    signature[10] ^= 1;

    refused(parts[0] + "." + parts[1] + "." + encoded(signature));
  }

  @Test
  void aTokenWhoseRoleWasChangedIsRefused() {
    String[] parts = realm.machineToken(SHOP).split("\\.", -1);
    String claims = decoded(parts[1]).replace("\"merchant\"", "\"operator\"");

    refused(parts[0] + "." + encoded(claims.getBytes(StandardCharsets.UTF_8)) + "." + parts[2]);
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String[] parts = realm.machineToken(OPERATIONS).split("\\.", -1);
    byte[] none = "{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8);

    refused(encoded(none) + "." + parts[1] + ".");
  }

  @Test
  void aRefreshTokenOpensNothing() {
    refused(grantedTo(realm.addPerson("operator")).path("refresh_token"));
  }

  @Test
  void everySecretIsMadeUpAtTheImport() throws IOException {
    String file = Files.readString(Path.of("../docker/keycloak/cardnym-realm.json"));

    assertThat(file).doesNotContain("\"secret\"", "\"credentials\"", "privateKey", "secretData");
    assertThat(realm.secret(SHOP)).hasSizeGreaterThanOrEqualTo(32);
    assertThat(realm.secret(SHOP)).isNotEqualTo(realm.secret(OPERATIONS));
    assertThat(realm.refused(SHOP, realm.secret(OPERATIONS)).statusCode()).isEqualTo(401);
  }

  @Test
  void aPayerPaysByTheSensorOfAServiceOnKeycloakAndNotByWhatTheyTypeThere() {
    house.open();
    String callback = TestDoors.pagesOrigin() + "/pay/callback";
    realm.addPages(callback);
    realm.addPagesWithSensor(callback);
    Person typist = realm.addPerson("auditor");
    Person toucher = realm.addPerson("auditor");
    Shopper shopper = shoppers.withCard();
    services.link(shopper.id(), "typed", realm.subject(typist));
    services.link(shopper.id(), "touched", realm.subject(toucher));
    String seller = realm.addMachine(MACHINE, "merchant", "60");
    register(seller);
    Purchase purchase = Shop.purchase(sell(realm.machineToken(seller), shopper.alias()));
    var visitor = new Visitor();
    visitor.get(visitor.post(purchase, "https://shop-example.example").header("Location"));

    assertThat(confirmed(visitor, purchase, "typed", typist)).endsWith("#provider_failed");
    assertThat(visitor.view(purchase).<String>path("state")).isEqualTo("requires_authentication");
    assertThat(confirmed(visitor, purchase, "touched", toucher)).endsWith(purchase.id());
    assertThat(visitor.outcome(purchase)).isEqualTo("approved");
  }

  /** Where the payer stands after a sign-in there. */
  private String confirmed(Visitor visitor, Purchase purchase, String provider, Person person) {
    String location = services.leave(visitor, purchase, provider).path("location");
    String back = new KeycloakPages(realm, location).signIn(person).left();
    assertThat(back).contains("iss=");
    return visitor.get(back).header("Location");
  }

  private String signedIn(Person person) {
    return grantedTo(person).path("access_token");
  }

  private Response grantedTo(Person person) {
    Response granted = new DeviceSignIn(realm).password(person).code(person).agree().ask();
    assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(200);
    return granted;
  }

  private void register(String client) {
    String origin = "https://shop-example.example";
    merchants.add(
        "test",
        new NewMerchant(
            "Shop", "Shop GmbH", "5732", "DE", client, List.of(origin), origin + "/back"));
  }

  private static Response sell(String token) {
    return sell(token, "nobody-by-this-name");
  }

  private static Response sell(String token, String alias) {
    return api(token)
        .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
        .contentType("application/json")
        .body(Shop.order(alias, 100, "EUR"))
        .post("/v1/payments");
  }

  private static void refused(String token) {
    Response answer = api(token).get(ADMIN);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.<String>path("code")).isEqualTo("unauthenticated");
    assertThat(sell(token).statusCode()).isEqualTo(401);
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(decoded(token.split("\\.", -1)[1]));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
