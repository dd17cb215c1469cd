package org.cardnym.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  @TempDir Path folder;

  private final Properties properties = new Properties();

  ConfigFileTest() {
    for (String name :
        List.of(
            "keys", "vault-jwks", "link.tls.certificate", "link.tls.key", "link.tls.client-ca")) {
      properties.put(name, "some-file");
    }
    properties.put("institution", "some-bank");
    properties.put("issuer", "https://vault.example");
    properties.put("link.host", "127.0.0.1");
    properties.put("link.port", "9443");
    properties.put("desk.host", "127.0.0.1");
    properties.put("desk.port", "9444");
    properties.put("database.url", "jdbc:postgresql://localhost/bank");
    properties.put("database.user", "bank");
    properties.put("database.password", "hush-hush");
  }

  @Test
  void relativePathsStartAtTheFilesFolder() throws Exception {
    BankConfig config = read();
    assertThat(config.keys()).isEqualTo(folder.resolve("some-file"));
    assertThat(config.link().port()).isEqualTo(9443);
    assertThat(config.clientName()).isEmpty();
  }

  @Test
  void onlyTheLinkAsksForAClientCertificate() throws Exception {
    assertThat(read().link().tls().clientAnchors()).isPresent();
    assertThat(read().desk().tls().clientAnchors()).isEmpty();
  }

  @Test
  void passwordDoesNotPrint() throws Exception {
    assertThat(read().toString()).doesNotContain("hush-hush").doesNotContain("jdbc:");
  }

  @ParameterizedTest
  @CsvSource({
    "institution, Some Bank",
    "institution, ab",
    "issuer, http://vault.example",
    "link.port, x",
    "link.port, 70000",
    "desk.host, ''",
    "link.tls.client-ca, ''",
    "link.prot, 1"
  })
  void wrongPropertyIsNamed(String name, String value) {
    properties.put(name, value);
    assertThatThrownBy(this::read).isInstanceOf(UsageException.class).hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "dance",
    "init",
    "init --dir",
    "init --dir d --institution X",
    "serve --dir d",
    "init --dir d --dir d",
    "init --dir d --institution ok-bank --encryption RSA1_5",
    "add-key --dir d --institution ok-bank",
    "add-key --dir d --institution ok-bank --use both",
    "sign-with --dir d --institution ok-bank",
    "drop-key --dir d --key k"
  })
  void wrongCommandLineIsExplained(String line) throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    assertThat(Main.run(arguments, System.out, new PrintStream(err, true, StandardCharsets.UTF_8)))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage:");
  }

  private BankConfig read() throws Exception {
    Path file = folder.resolve("bank.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return ConfigFile.read(file);
  }
}
