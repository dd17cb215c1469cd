package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A vault whose root key is in a token of SoftHSM, from {@code operator init} on: it opens by
 * itself, unless the token was given a wrong PIN, by whomever; then at an operator's word.
 */
@Order(8)
@Isolated
@ExtendWith(SharedWorld.class)
class TokenIT {
  private static final Duration START = Duration.ofMinutes(4);
  private static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";
  private static final String PIN = "135790";

  @Test
  void aVaultOpensByItsTokenAndSparesItsPin(World world) throws Exception {
    Path home = Files.createDirectories(Places.fresh("token"));
    Map<String, String> softHsm = softHsm(home);
    Path pin = home.resolve("pin");
    Places.secret(pin, PIN + "\n");
    Operator machine = Operator.machine(world.sandbox(), home.resolve("machine"));
    Operator ceremony = machine.with("SOFTHSM2_CONF", softHsm.get("SOFTHSM2_CONF"));
    assertThat(init(ceremony, home, pin).exit()).isZero();
    Path wrong = home.resolve("wrong");
    Places.secret(wrong, "246802\n");
    Files.move(home.resolve("root-key.json"), home.resolve("kept.json"));
    assertThat(init(ceremony, home, wrong).err()).contains("code: pin_refused");

    try (OwnVault vault =
        OwnVault.start(world, home.resolve("kept.json"), "token", settings(pin), softHsm)) {
      Operator there = machine.with("CARDNYM_URL", vault.origin());
      isSealed(there, "pin_spared");
      assertThat(there.run("doctor").out()).contains("pin_spared");

      Operator.Ended opened = there.run("operator", "unseal");

      assertThat(opened.exit()).as(opened.err()).isZero();
      assertThat(opened.err()).contains("This replica is open.");
      Await.until("the vault's readiness", Await.PATIENCE, vault::ready);
      vault.restart();
      Await.until("the vault opens by itself", START, vault::ready);
      JsonNode status = Reply.parse(there.run("status", "--output", "json").out());
      assertThat(status.at("/seal/place").asText()).contains("in token e2e");
      assertThat(status.path("warnings").toString()).doesNotContain("custody_single");
      assertThat(there.run("audit", "tail", "--output", "json").out())
          .contains("keys_created", "vault_unsealed", "pkcs11")
          .doesNotContain(PIN);
    }
    assertThat(Places.text(world.sandbox().logs().resolve("vault-token.log")))
        .contains("root_key_not_opened")
        .doesNotContain(PIN, "246802");
  }

  private static Map<String, String> softHsm(Path home) throws IOException, InterruptedException {
    Path tokens = Files.createDirectories(home.resolve("tokens"));
    Path configuration = home.resolve("softhsm2.conf");
    Places.write(
        configuration,
        "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
            .formatted(tokens));
    Map<String, String> environment = Map.of("SOFTHSM2_CONF", configuration.toString());
    ProcessBuilder tool =
        new ProcessBuilder(
                List.of(
                    "softhsm2-util",
                    "--init-token",
                    "--free",
                    "--label",
                    "e2e",
                    "--pin",
                    PIN,
                    "--so-pin",
                    "87654321"))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("softhsm2-util.out").toFile());
    tool.environment().putAll(environment);
    assertThat(tool.start().waitFor()).isZero();
    return environment;
  }

  private static Operator.Ended init(Operator operator, Path home, Path pin) {
    Operator.Ended made =
        operator.run(
            "operator",
            "init",
            "--use",
            "sandbox",
            "--file",
            home.resolve("root-key.json").toString(),
            "--pkcs11",
            LIBRARY,
            "--token",
            "e2e",
            "--pin-file",
            pin.toString());
    assertThat(made.out() + made.err()).doesNotContain(PIN, "246802");
    return made;
  }

  private static List<String> settings(Path pin) {
    return List.of(
        "-Dcardnym.root-key.pkcs11-library=" + LIBRARY, "-Dcardnym.root-key.pin-file=" + pin);
  }

  private static void isSealed(Operator who, String code) {
    Await.until(
        "the admin door of a vault that starts",
        START,
        () -> who.run("operator", "unseal", "--progress").exit() == 0);
    JsonNode status = Reply.parse(who.run("status", "--output", "json").out());
    assertThat(status.path("state").asText()).isEqualTo("sealed");
    assertThat(status.at("/seal/custody").asText()).isEqualTo("pkcs11");
    assertThat(status.at("/seal/trouble").asText()).isEqualTo(code);
  }
}
