package org.cardnym.admin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.admin.outcome.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which setting wins, and what holds where none is given. */
class SettingsTest {
  @TempDir Path home;

  @Test
  void withoutAnySettingOnlyTheDefaultsHold() {
    Settings settings = settings(Map.of());

    assertThat(settings.tokenUrl()).isNull();
    assertThat(settings.issuer()).isNull();
    assertThat(settings.caFile()).isNull();
    assertThat(settings.machine()).isNull();
    assertThat(settings.loginClientId()).isEqualTo("vault-admin");
    assertThat(settings.loginFile())
        .isEqualTo(home.resolve(".local/state/cardnym/vault-admin-login.json"));
    assertThatThrownBy(settings::vaultUrl).isInstanceOf(Failure.class);
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path config =
        Files.writeString(
            home.resolve("c"), "url=https://file\ntoken-url=https://file/t\nissuer=https://file\n");
    Map<String, String> environment =
        Map.of("CARDNYM_URL", "https://environment", "CARDNYM_TOKEN_URL", "https://environment/t");

    Settings settings =
        settings(environment, "--url", "https://flag/", "--config", config.toString());

    assertThat(settings.vaultUrl()).hasToString("https://flag");
    assertThat(settings.tokenUrl()).hasToString("https://environment/t");
    assertThat(settings.issuer()).hasToString("https://file");
  }

  @Test
  void pathsInTheFileAreRelativeToIt() throws IOException {
    Path config = Files.writeString(home.resolve("c"), "ca-file=ca.pem\n");

    assertThat(settings(Map.of(), "--config", config.toString()).caFile())
        .isEqualTo(home.resolve("ca.pem"));
  }

  @Test
  void anUnknownNameInTheFileIsRefused() throws IOException {
    Path config = Files.writeString(home.resolve("c"), "urll=https://file\n");

    assertThatThrownBy(() -> settings(Map.of(), "--config", config.toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("urll");
  }

  @Test
  void aMachinesSecretDoesNotPrint() {
    MachineIdentity machine =
        settings(Map.of("CARDNYM_CLIENT_ID", "ops", "CARDNYM_CLIENT_SECRET", "s3cret")).machine();

    assertThat(String.valueOf(machine)).contains("ops").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a",
        "ftp://a",
        "a",
        "https://",
        "https://u:p@a",
        "https://a?b",
        "https://a#b",
        "https:a",
        "https://a b",
        ""
      })
  void anAddressThatIsNotPlainHttpsIsRefused(String url) {
    assertThatThrownBy(() -> SecureUrl.of("It", url)).isInstanceOf(Failure.class);
  }

  private Settings settings(Map<String, String> environment, String... args) {
    Line line = new Line();
    new CommandLine(line).parseArgs(args);
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    return Settings.of(line.options, all);
  }

  @Command
  static final class Line {
    @Mixin GlobalOptions options = new GlobalOptions();
  }
}
