package org.cardnym.vault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** The shipped realm, as who administers it sees it, and its token endpoint. */
public final class KeycloakRealm {
  static final String BOOTSTRAP = "bootstrap";

  /** What the vault's pages are to it, as a client that sends persons here. */
  static final String PAGES = "vault-pages";

  static final String PAGES_WITH_SENSOR = "vault-pages-with-sensor";

  static final String PAGES_SECRET = "only-for-this-run-of-the-tests";
  private static final String PASSWORD = "nine herons in the reeds";

  private final String url = config("cardnym.test.keycloak");
  private final String token =
      granted(
          tokens("master")
              .formParam("grant_type", "password")
              .formParam("client_id", "admin-cli")
              .formParam("username", BOOTSTRAP)
              .formParam("password", config("cardnym.test.keycloak-bootstrap")));

  /** Somebody with password and authenticator. */
  public record Person(String name, String password, String otpSecret) {}

  /** True once the realm is served. */
  static boolean answers(String url) {
    try {
      return given()
              .relaxedHTTPSValidation()
              .get(url + "/realms/" + Keycloak.REALM + "/.well-known/openid-configuration")
              .statusCode()
          == 200;
    } catch (Exception notYet) {
      return false;
    }
  }

  /** An access token of Keycloak's own realm, for who administers it. */
  public String tokenOfAnotherRealm() {
    return token;
  }

  /** What a client with a secret gets for itself. */
  public String machineToken(String client) {
    return machineToken(client, secret(client));
  }

  public String machineToken(String client, String secret) {
    return granted(machine(client, secret));
  }

  public Response refused(String client, String secret) {
    return machine(client, secret).post();
  }

  /** The password grant, which no client of the realm may use. */
  public Response passwordGrant(Person person) {
    return tokens(Keycloak.REALM)
        .formParam("grant_type", "password")
        .formParam("client_id", "vault-admin")
        .formParam("username", person.name())
        .formParam("password", person.password())
        .post();
  }

  /** The secret that Keycloak made up for a client. */
  public String secret(String client) {
    return admin().get("/clients/" + id(client) + "/client-secret").path("value");
  }

  /** A client of one's own that calls for itself. */
  public String addMachine(List<String> scopes, String role, String lifeSeconds) {
    String name = "machine-" + UUID.randomUUID();
    created(
        "/clients",
        Map.of(
            "clientId",
            name,
            "serviceAccountsEnabled",
            true,
            "standardFlowEnabled",
            false,
            "fullScopeAllowed",
            true,
            "defaultClientScopes",
            scopes,
            "attributes",
            Map.of("access.token.lifespan", lifeSeconds)));
    String user = admin().get("/clients/" + id(name) + "/service-account-user").path("id");
    give(user, role);
    return name;
  }

  /**
   * The vault's pages as a client of the code flow; its tokens say how and when somebody signed in.
   */
  public void addPages(String returnAddress) {
    addPages(PAGES, returnAddress, List.of("cardnym-person"), List.of());
  }

  /** The same, whose tokens say that a finger was checked: nobody here has a sensor. */
  public void addPagesWithSensor(String returnAddress) {
    List<Map<String, ?>> mappers =
        List.of(
            mapper("subject", "oidc-sub-mapper", Map.of("access.token.claim", "true")),
            mapper(
                "sign-in time",
                "oidc-usersessionmodel-note-mapper",
                Map.of(
                    "user.session.note",
                    "AUTH_TIME",
                    "claim.name",
                    "auth_time",
                    "jsonType.label",
                    "long",
                    "id.token.claim",
                    "true")),
            mapper(
                "methods",
                "oidc-hardcoded-claim-mapper",
                Map.of(
                    "claim.name",
                    "amr",
                    "claim.value",
                    "[\"fpt\",\"hwk\"]",
                    "jsonType.label",
                    "JSON",
                    "id.token.claim",
                    "true")));
    addPages(PAGES_WITH_SENSOR, returnAddress, List.of(), mappers);
  }

  private void addPages(
      String name, String returnAddress, List<String> scopes, List<Map<String, ?>> mappers) {
    created(
        "/clients",
        Map.of(
            "clientId",
            name,
            "secret",
            PAGES_SECRET,
            "publicClient",
            false,
            "standardFlowEnabled",
            true,
            "redirectUris",
            List.of(returnAddress),
            "defaultClientScopes",
            scopes,
            "protocolMappers",
            mappers,
            "attributes",
            Map.of("pkce.code.challenge.method", "S256", "id.token.signed.response.alg", "PS256")));
  }

  private static Map<String, ?> mapper(String name, String kind, Map<String, String> config) {
    return Map.of(
        "name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
  }

  /** What tokens call a person. */
  public String subject(Person person) {
    return admin().queryParam("username", person.name()).get("/users").path("[0].id");
  }

  public Person addPerson(String role) {
    String name = "person-" + UUID.randomUUID();
    String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    String user =
        created(
            "/users",
            Map.of(
                "username",
                name,
                "email",
                name + "@ops.example",
                "firstName",
                "Maren",
                "lastName",
                "Holt",
                "enabled",
                true,
                "credentials",
                List.of(Map.of("type", "password", "value", PASSWORD), authenticator(secret))));
    give(user, role);
    return new Person(name, PASSWORD, secret);
  }

  RequestSpecification tokens(String realm) {
    return given()
        .relaxedHTTPSValidation()
        .baseUri(url)
        .basePath("/realms/" + realm + "/protocol/openid-connect/token");
  }

  String url() {
    return url;
  }

  private RequestSpecification machine(String client, String secret) {
    return tokens(Keycloak.REALM)
        .auth()
        .preemptive()
        .basic(client, secret)
        .formParam("grant_type", "client_credentials");
  }

  private static Map<String, String> authenticator(String secret) {
    return Map.of(
        "type",
        "otp",
        "secretData",
        "{\"value\":\"" + secret + "\"}",
        "credentialData",
        "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\",\"secretEncoding\":\"BASE32\"}");
  }

  private void give(String user, String role) {
    Map<String, Object> found = admin().get("/roles/" + role).path("$");
    Response answer =
        admin()
            .contentType("application/json")
            .body(List.of(found))
            .post("/users/" + user + "/role-mappings/realm");
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private String created(String path, Map<String, ?> body) {
    Response answer = admin().contentType("application/json").body(body).post(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String id(String client) {
    return admin().queryParam("clientId", client).get("/clients").path("[0].id");
  }

  private RequestSpecification admin() {
    return given()
        .relaxedHTTPSValidation()
        .baseUri(url)
        .basePath("/admin/realms/" + Keycloak.REALM)
        .auth()
        .oauth2(token);
  }

  private static String granted(RequestSpecification asked) {
    Response answer = asked.post();
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.path("access_token");
  }

  private static String config(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
