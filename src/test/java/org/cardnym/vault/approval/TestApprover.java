package org.cardnym.vault.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.cardnym.vault.TestDoors.ownPage;
import static org.cardnym.vault.TestDoors.pages;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.passkey.Authenticator;
import org.cardnym.vault.passkey.NewPasskey;
import org.cardnym.vault.passkey.SignedPasskey;
import org.eclipse.microprofile.config.ConfigProvider;

/** A person with an account at the identity provider and, once enrolled, a passkey that signs. */
public final class TestApprover {
  private final String subject;
  private Authenticator passkey = Authenticator.at(TestDoors.pagesOrigin());

  private TestApprover(String subject) {
    this.subject = subject;
  }

  /** A person of their own, who may not sign yet. */
  public static TestApprover stranger() {
    return new TestApprover("person-" + UUID.randomUUID());
  }

  /** A person of their own who may sign. */
  public static TestApprover enrolled() {
    TestApprover person = stranger();
    Response kept = person.enrol(person.invited(Duration.ofHours(1)));
    assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(204);
    return person;
  }

  public String actor() {
    return "person:" + subject;
  }

  public Authenticator passkey() {
    return passkey;
  }

  /** Goes on with another authenticator. */
  public void changesPasskey() {
    passkey = Authenticator.at(TestDoors.pagesOrigin());
  }

  /** Signed in just now, with two factors. */
  public String token() {
    return TestTokens.sign(TestTokens.person(subject, "operator").build());
  }

  /** Writes a line on the vault's host for this person; their code. */
  public String invited(Duration life) {
    String code =
        "QRST-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    String hash =
        HexFormat.of()
            .formatHex(Digests.of(code.replace("-", "").getBytes(StandardCharsets.UTF_8)));
    String line =
        "{\"issuer\":\"%s\",\"subject\":\"%s\",\"code\":\"%s\",\"until\":\"%s\"}%n"
            .formatted(
                ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class),
                subject,
                hash,
                Instant.now().plus(life));
    try {
      Files.writeString(
          ConfigProvider.getConfig().getValue("cardnym.approvers.file", Path.class),
          line,
          StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return code;
  }

  /** Goes all the way with a code; the last answer. */
  public Response enrol(String code) {
    Response begun = begin(code);
    if (begun.statusCode() != 200) {
      return begun;
    }
    return enrolOn(path(begun));
  }

  /** Makes the passkey on a page that is open; the last answer. */
  public Response enrolOn(String page) {
    assertThat(pages().get(page).statusCode()).isEqualTo(200);
    Response asked = post(page + "/begin", Map.of());
    return post(page + "/enrol", Map.of("passkey", made(asked)));
  }

  public Response begin(String code) {
    return admin(token()).body(Map.of("code", code)).post("/admin/v1/approvers");
  }

  private NewPasskey made(Response asked) {
    return passkey.make(asked.path("challenge"), asked.path("user.id"));
  }

  /** Goes all the way to sign a request; the last answer. */
  public Response sign(String approval) {
    Response page = page(approval);
    return page.statusCode() == 200 ? signOn(path(page)) : page;
  }

  /** Asks for the page on which this person signs. */
  public Response page(String approval) {
    return page(approval, token());
  }

  public static Response page(String approval, String token) {
    return admin(token).post("/admin/v1/approvals/" + approval + "/sign");
  }

  public Response signOn(String page) {
    Response asked = post(page + "/ask", Map.of());
    return asked.statusCode() == 200 ? send(page, signed(asked)) : asked;
  }

  public SignedPasskey signed(Response asked) {
    return passkey.sign(asked.<String>path("challenge"));
  }

  public static Response send(String page, SignedPasskey signed) {
    return post(page + "/sign", Map.of("passkey", signed));
  }

  public static Response post(String path, Map<String, ?> body) {
    return ownPage()
        .contentType("application/json")
        .accept("application/json")
        .body(body)
        .post(path);
  }

  /** Of an answer that names a page. */
  public static String path(Response page) {
    return page.<String>path("page").replaceFirst("^https?://[^/]+", "");
  }
}
