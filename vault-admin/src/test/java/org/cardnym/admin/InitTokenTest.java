package org.cardnym.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operator init --pkcs11 …}: a root key that is made in a token, and stays there. */
class InitTokenTest {
  @TempDir Path home;
  private Cli cli;
  private Path file;

  @BeforeAll
  static void tokens() {
    SoftHsm.with("vault", "other", "refusing", "twin", "twin");
    SoftHsm.put("other", "mine", "an AES-256 key of thirty-two bits".substring(1).getBytes(UTF_8));
    SoftHsm.put("other", "short", "sixteen bytes no".getBytes(UTF_8));
  }

  @BeforeEach
  void atHome() {
    cli = new Cli(home);
    file = home.resolve("root-key.json");
  }

  @Test
  void makesTheKeyInTheTokenAndAFileWithoutOne() throws IOException {
    Cli.Result result = init("vault", SoftHsm.PIN, "--use", "sandbox", "--output", "json");

    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(result.out());
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertThat(told.path("token").asText()).isEqualTo("vault");
    assertThat(told.path("id")).isEqualTo(written.path("id"));
    assertThat(written.path("version").asInt()).isEqualTo(3);
    assertThat(written.path("use").asText()).isEqualTo("sandbox");
    assertThat(written.at("/pkcs11/key").asText()).isEqualTo("cardnym-root-key");
    assertThat(written.has("sealed")).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(result.err()).contains("every card is lost");
    assertThat(result.out() + result.err() + written).doesNotContain(SoftHsm.PIN);

    Files.move(file, home.resolve("first.json"));
    Cli.Result again = init("vault", SoftHsm.PIN);
    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err()).contains("code: token_key_exists", "--existing-key");
    assertThat(file).doesNotExist();
  }

  @Test
  void takesAKeyThatIsThereIfItIsFit() throws IOException {
    Cli.Result result = init("other", SoftHsm.PIN, "--key", "mine", "--existing-key");

    assertThat(result.exit()).as(result.err()).isZero();
    String before = Files.readString(file);
    Cli.Result again = init("other", SoftHsm.PIN, "--key", "mine", "--existing-key");
    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err()).contains("holds the root key", "code: root_key_exists");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "none"})
  void takesNoOther(String key) {
    Cli.Result result = init("other", SoftHsm.PIN, "--key", key, "--existing-key");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("code: token_key_unfit");
    assertThat(file).doesNotExist();
  }

  @Test
  void aWrongPinIsRefusedWithoutAnEcho() {
    Cli.Result result = init("refusing", "987654321");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("code: pin_refused", "next: ").doesNotContain("987654321");
    assertThat(file).doesNotExist();
  }

  @Test
  void aTokenIsNamedWithoutDoubt() {
    assertThat(init("twin", SoftHsm.PIN).err()).contains("Several tokens", "token_not_found");
    assertThat(init("nobody", SoftHsm.PIN).err()).contains("No token", "token_not_found");
    assertThat(init("vault", SoftHsm.PIN, "--token-serial", "1").exit()).isEqualTo(3);
    assertThat(file).doesNotExist();
  }

  @Test
  void thePinMayBeTyped() {
    cli.typed.add(SoftHsm.PIN);

    Cli.Result result =
        cli.run(
            "operator",
            "init",
            "--file",
            file.toString(),
            "--pkcs11",
            SoftHsm.LIBRARY,
            "--token",
            "vault",
            "--key",
            "typed");

    assertThat(result.exit()).as(result.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pkcs11 /nowhere/lib.so --token vault",
        "--pkcs11 libsofthsm2.so --token vault",
        "--pkcs11 /usr/lib/softhsm/libsofthsm2.so",
        "--token vault",
        "--pkcs11 /usr/lib/softhsm/libsofthsm2.so --token 123456789012345678901234567890123",
        "--pkcs11 /usr/lib/softhsm/libsofthsm2.so --token vault --passphrase-fd 3",
        "--pkcs11 /usr/lib/softhsm/libsofthsm2.so --token vault --shares 3"
      })
  void whatIsNoTokenIsRefused(String line) throws IOException {
    List<String> args = new ArrayList<>(List.of("operator", "init", "--file", file.toString()));
    args.addAll(List.of(line.split(" ", -1)));
    args.addAll(List.of("--pin-file", pin(SoftHsm.PIN).toString()));

    Cli.Result result = cli.run(args.toArray(String[]::new));

    assertThat(result.exit()).as(result.err()).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  private Cli.Result init(String token, String pin, String... more) {
    List<String> args = new ArrayList<>(List.of("operator", "init", "--file", file.toString()));
    args.addAll(List.of("--pkcs11", SoftHsm.LIBRARY, "--token", token));
    try {
      args.addAll(List.of("--pin-file", pin(pin).toString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    args.addAll(List.of(more));
    return cli.run(args.toArray(String[]::new));
  }

  private Path pin(String text) throws IOException {
    Path path = Files.writeString(home.resolve("pin"), text + "\n");
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }
}
