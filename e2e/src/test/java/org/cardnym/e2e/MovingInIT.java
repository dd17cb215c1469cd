package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bank makes a file of customers, an operator carries it in, and one of them pays. */
@Order(4)
@ExtendWith(SharedWorld.class)
class MovingInIT {
  private static final String INSTITUTION = "sandbox-bank";
  private static final String PREFIX = "carried-in-";

  private static World world;
  private static Operator operator;
  private static Path home;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    home = Places.fresh("moving in");
    operator = Operator.machine(shared.sandbox(), home);
  }

  @Test
  void aCustomerIsMovedInChoosesProofsAndPays() {
    Path file = exported(60);
    Operator.Ended imported = imported(file);
    JsonNode state = Reply.parse(imported.out());
    assertThat(state.path("state").asText()).isEqualTo("ended");
    assertThat(state.path("imported").asInt()).isEqualTo(60);
    assertThat(imported.err()).contains("60 of 60 lines");
    assertThat(Luhn.cardNumbers(imported.out() + imported.err())).isEmpty();

    assertThat(Reply.parse(imported(file).out())).isEqualTo(state);
    Payer payer = settled(PREFIX + "000003");
    JsonNode payment = world.pay(payer);
    assertThat(
            Await.value(
                    "the bank's answer",
                    Await.PATIENCE,
                    () -> outcome(payment),
                    outcome -> !outcome.equals("processing"))
                .toString())
        .isEqualTo("approved");
  }

  private static String outcome(JsonNode payment) {
    return world.merchant().get(payment.path("id").asText()).json().path("state").asText();
  }

  /** Goes to the vault with the bank's letter in hand. */
  private static Payer settled(String alias) {
    Shopper browser = world.shopper();
    String recover = world.pagesUrl() + "/account/recover/";
    Reply begun = accepted(browser.postJson(recover + "begin", Map.of("alias", alias)));
    String email = alias + "@customers.example";
    accepted(
        browser.postJson(
            recover + "moved-in",
            Map.of(
                "recovery",
                begun.json().path("recovery").asText(),
                "contactCode",
                world.inbox().code(email))));
    String enrol = world.pagesUrl() + "/enrol/";
    String password = world.newPassword();
    accepted(browser.postJson(enrol + "password", Map.of("password", password)));
    String secret =
        accepted(browser.postJson(enrol + "otp", Map.of())).json().path("secret").asText();
    long now = Totp.step();
    accepted(browser.postJson(enrol + "otp/confirm", Map.of("code", Totp.code(secret, now))));
    return world.know(new Payer(alias, email, password, secret, now));
  }

  private static Reply accepted(Reply reply) {
    assertThat(reply.status() / 100).as(reply.body()).isEqualTo(2);
    return reply;
  }

  private static Path exported(int count) {
    Path key = home.resolve("vault-enc.json");
    Places.write(key, done(operator.run("payers", "import-key")));
    String issuer =
        Reply.parse(done(operator.run("link", "show", "--output", "json"))).path("issuer").asText();
    Path file = home.resolve("customers.jose");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-jar",
            Places.root()
                .resolve("reference-bank/target/reference-bank/reference-bank.jar")
                .toString(),
            "export-customers",
            "--dir",
            world.sandbox().data().resolve("bank/keys").toString(),
            "--institution",
            INSTITUTION,
            "--issuer",
            issuer,
            "--vault-key",
            key.toString(),
            "--count",
            String.valueOf(count),
            "--prefix",
            PREFIX,
            "--file",
            file.toString()));
    try {
      Process export =
          new ProcessBuilder(Courtesy.with(command))
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("export.out").toFile())
              .start();
      assertThat(Sandbox.end(export, Await.PATIENCE))
          .as(Places.text(home.resolve("export.out")))
          .isZero();
    } catch (IOException e) {
      throw new UncheckedIOException("the bank can't be started", e);
    }
    return file;
  }

  private static Operator.Ended imported(Path file) {
    JsonNode banks = Reply.parse(done(operator.run("banks", "list", "--output", "json")));
    String bank =
        StreamSupport.stream(banks.path("items").spliterator(), false)
            .filter(each -> each.path("institutionId").asText().equals(INSTITUTION))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    Operator.Ended ended =
        operator.run("payers", "import", file.toString(), "--bank", bank, "--output", "json");
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended;
  }

  private static String done(Operator.Ended ended) {
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended.out();
  }
}
