package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bank that strangers wrote from docs/issuer-protocol.md, in another language, joins by {@code
 * vault-admin} alone.
 */
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedWorld.class)
class TinyBankIT {

  /** A public test card whose range no other test has. */
  private static final String CARD = "2223003122003222";

  private static World world;
  private static Operator operator;
  private static TinyBank bank;
  private static String id;
  private static Payer payer;
  private static String payment;

  @BeforeAll
  static void join(World shared) throws IOException {
    world = shared;
    Path home = Places.fresh("tiny-bank");
    operator = Operator.machine(shared.sandbox(), home.resolve("operator"));
    int port = freePort();
    bank = TinyBank.install(home.resolve("bank"), settings(port));
    String endpoint = "https://localhost:" + port + "/cardnym";
    id =
        json(
                "banks add --institution-id tiny-bank --name Tiny",
                "--endpoint",
                endpoint,
                "--trust-file",
                bank.trust().toString())
            .path("id")
            .asText();
    json("banks keys add " + id, "--jwk-file", bank.keys().toString());
    json("banks routes add " + id + " --first " + CARD.substring(0, 6));
    bank.start();
    payer = register();
  }

  @AfterAll
  static void end() {
    if (bank != null) {
      bank.close();
    }
  }

  @Test
  @Order(1)
  void everyCheckHolds() {
    Operator.Ended tested = run("banks test " + id + " --card");

    assertThat(tested.exit()).as(tested.out() + tested.err()).isZero();
    assertThat(tested.out()).contains("ok       stranger", "ok       card");
    assertThat(tested.err()).contains("All held.");
    assertThat(json("banks reconcile " + id).path("state").asText()).isEqualTo("finished");
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({
    "wrong-key, echo, answer_signature",
    "other-message, echo, answer_message",
    "trusting, forged, accepted"
  })
  void whatABankDoesWrongIsNamed(String fault, String check, String reason) {
    bank.start(fault);

    Operator.Ended tested = run("banks test " + id);

    assertThat(tested.exit()).as(tested.out() + tested.err()).isEqualTo(1);
    assertThat(tested.out()).containsPattern("(?m)^fails +" + check + " .*\\(" + reason + "\\)$");
    assertThat(tested.err()).contains("Begin with the first that fails.");
  }

  /** Last, as the payer's next code comes up to half a minute after they registered. */
  @Test
  @Order(3)
  void itsCardPaysAndGetsMoneyBack() {
    bank.start();

    payment = world.pay(payer).path("id").asText();
    world.merchant().awaitState(payment, Await.PATIENCE, Set.of("approved"));
    Reply refund = world.merchant().refund(payment, "\"tiny-1\"", 500);
    assertThat(refund.status()).as(refund.body()).isEqualTo(201);
    String given = payment + "/refunds/" + refund.json().path("id").asText();
    Await.until("the refund", Await.PATIENCE, () -> stateOf(given).equals("succeeded"));
  }

  /** The bank is gone for good, and its letter says that it has paid. */
  @Test
  @Order(4)
  @ExtendWith(Browsing.class)
  void twoPeopleEndWhatItNeverAnswers() {
    bank.close();
    Reply refund = world.merchant().refund(payment, "\"tiny-2\"", 300);
    assertThat(refund.status()).as(refund.body()).isEqualTo(201);
    String given = payment + "/refunds/" + refund.json().path("id").asText();
    Operator.Ended asked =
        Await.value(
            "a refund that was tried",
            Await.PATIENCE,
            () ->
                run(
                    "payments resolve " + payment + " --as refunded --output json",
                    "--reason",
                    "letter"),
            ended -> ended.exit() != 3);
    assertThat(asked.exit()).as(asked.err()).isEqualTo(5);
    String approval = Reply.parse(asked.out()).path("approval").asText();

    try (Signer olga = Signer.enrolled(world, "ADMIN");
        Signer theo = Signer.enrolled(world, "SECOND_ADMIN")) {
      Operator.Ended first = olga.signs(approval);
      assertThat(first.exit()).as(first.err()).isEqualTo(5);
      assertThat(first.err()).contains("a second person has to sign");
      assertThat(stateOf(given)).isEqualTo("processing");
      Operator.Ended again = olga.person().run("approvals", "approve", approval);
      assertThat(again.exit()).isEqualTo(3);
      assertThat(again.err()).contains("code: already_signed");

      Operator.Ended second = theo.signs(approval);
      assertThat(second.exit()).as(second.err()).isZero();
      assertThat(stateOf(given)).isEqualTo("succeeded");
      theyEraseItsPayer(olga, theo);
    }
    assertThat(json("approvals show " + approval).path("signedBy")).hasSize(2);
    Operator.Ended over = run("approvals reject " + approval + " --reason late");
    assertThat(over.err()).contains("code: approval_ended");
  }

  /** Nobody needs them any more, as their bank is gone. */
  private static void theyEraseItsPayer(Signer olga, Signer theo) {
    String person = json("payers show --alias " + payer.alias()).path("id").asText();
    Operator.Ended asked = run("payers erase --alias " + payer.alias(), "--reason", "demanded");
    assertThat(asked.exit()).as(asked.err()).isEqualTo(5);
    assertThat(asked.out())
        .contains("payer.erase", person, "proofs", "wrapped by kek ", "until when is not known")
        .doesNotContain(payer.alias(), payer.email());
    assertThat(asked.err()).contains("Nothing is changed yet");
    String approval =
        json("approvals list --state waiting").path("items").findValues("approval").stream()
            .map(JsonNode::asText)
            .filter(each -> json("approvals show " + each).path("subject").asText().equals(person))
            .findFirst()
            .orElseThrow();

    olga.signs(approval);
    assertThat(json("payers show " + person).path("state").asText()).isEqualTo("active");
    assertThat(theo.signs(approval).exit()).isZero();

    Await.until(
        "the person is gone",
        Await.PATIENCE,
        () -> json("payers show " + person).path("state").asText().equals("erased"));
    Operator.Ended again = run("payers erase " + person + " --reason demanded");
    assertThat(again.exit()).isZero();
    assertThat(again.err()).contains("Erased already.");
    assertThat(run("payers show --alias " + payer.alias()).exit()).isEqualTo(3);
    assertThat(world.merchant().get(payment).json().path("state").asText()).isEqualTo("approved");
  }

  /** As anybody with a card of this bank. */
  private static Payer register() {
    Enrolment enrolment = world.enrolment();
    Payer person = world.know(enrolment.person("tiny-banker", world.newPassword()));
    Reply added = enrolment.card(CARD, "123");
    assertThat(added.status() / 100).as(added.body()).isEqualTo(2);
    return person;
  }

  private static Map<String, String> settings(int port) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("institution", "tiny-bank");
    settings.put("issuer", json("link show").path("issuer").asText());
    settings.put("client", name(run("link show --only certificate").out()));
    settings.put("path", "/cardnym");
    settings.put("port", port);
    settings.put("passphrase", TinyBank.PASSPHRASE);
    settings.put(
        "cards",
        List.of(Map.of("number", CARD, "expiry", "2029-11", "code", "123", "limit", 100_000)));
    return Map.of(
        "settings.json", Reply.write(settings),
        "vault.jwks", run("link show --only signing-keys").out(),
        "vault-ca.pem", Places.text(Path.of(world.sandbox().get("CA_FILE"))));
  }

  /** The common name of a certificate's subject. */
  private static String name(String pem) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equals("CN"))
              .map(rdn -> rdn.getValue().toString())
              .findFirst()
              .orElseThrow();
    } catch (CertificateException | InvalidNameException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String stateOf(String path) {
    return world.merchant().get(path).json().path("state").asText();
  }

  private static JsonNode json(String verb, String... words) {
    Operator.Ended ended = run(verb + " --output json", words);
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    return Reply.parse(ended.out());
  }

  private static Operator.Ended run(String verb, String... words) {
    return operator.run(
        Stream.concat(Stream.of(verb.split(" ")), Stream.of(words)).toArray(String[]::new));
  }

  /**
   * One for all its starts, as the vault keeps its address; below those that the system gives to
   * whoever connects.
   */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (var free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return free.getLocalPort();
      } catch (BindException taken) {
        continue;
      }
    }
  }
}
