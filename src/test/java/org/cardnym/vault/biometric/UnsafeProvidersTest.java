package org.cardnym.vault.biometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.TestCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vault starts with identity services that are safe to ask, or not at all. */
class UnsafeProvidersTest {
  private static final String PREFIX = "cardnym.biometric.phone.";
  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void right() throws IOException {
    settings.put("issuer", "https://id.phone.example/realms/people");
    settings.put("client-id", "vault");
    settings.put("display-name", "Phone & Co.");
    settings.put("secret-file", file("secret", "0123456789abcdef0123456789abcdef\n", "rw-------"));
  }

  @Test
  void noneIsConfiguredUnlessSaid() {
    settings.clear();

    assertThat(read().choices()).isEmpty();
    assertThat(problems()).isEmpty();
  }

  @Test
  void aSafeServiceIsOfferedByTheNameThatPayersRead() {
    assertThat(problems()).isEmpty();
    assertThat(read().choices()).containsExactly(new ProviderChoice("phone", "Phone & Co."));
  }

  @ParameterizedTest
  @CsvSource({
    "issuer,http://id.phone.example",
    "issuer,https://user@id.phone.example",
    "issuer,https://id.phone.example?x=y",
    "issuer,id.phone.example",
    "client-id,two words",
    "display-name,<b>Phone</b>",
    "display-name,a name of far more letters than would fit a button",
    "methods,'fpt,pwd'",
    "patience,PT0S",
    "patience,PT1M",
    "acr-values,'high,two words'",
    "secret-file,/nowhere/at/all",
    "trust-file,/nowhere/at/all"
  })
  void anUnsafeValueIsRefusedByItsProperty(String property, String value) {
    settings.put(property, value);

    assertThat(problems()).singleElement().asString().startsWith(PREFIX + property);
    assertThat(read().choices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"issuer", "client-id", "display-name", "secret-file"})
  void whatIsMissingIsNamed(String property) {
    settings.remove(property);

    assertThat(problems()).singleElement().asString().startsWith(PREFIX + property);
  }

  @Test
  void aSecretThatIsShortOrThatOthersCanReadIsRefused() throws IOException {
    settings.put("secret-file", file("short", "secret", "rw-------"));
    assertThat(problems())
        .containsExactly(PREFIX + "secret-file must hold a secret of 22 letters or more");

    settings.put("secret-file", file("open", "0123456789abcdef0123456789abcdef", "rw-r--r--"));
    assertThat(problems())
        .containsExactly(PREFIX + "secret-file must be readable by its owner only (mode 0600)");
  }

  @Test
  void aKeyMayStandInForTheSecretButNotBesideIt() throws IOException {
    settings.put("key-file", file("key", new TestCertificate("key").keyPem(), "rw-------"));
    settings.put("key-id", "vault-1");
    assertThat(problems()).hasSize(1);

    settings.remove("secret-file");
    assertThat(problems()).isEmpty();

    settings.remove("key-id");
    assertThat(problems()).containsExactly(PREFIX + "key-id must name the key of .key-file");
  }

  @Test
  void aKeyThatIsNoneIsRefused() throws IOException {
    settings.remove("secret-file");
    settings.put("key-id", "vault-1");
    settings.put("key-file", file("key", "-----BEGIN PRIVATE KEY-----\nAAAA\n", "rw-------"));

    assertThat(problems()).singleElement().asString().startsWith(PREFIX + "key-file");
  }

  @Test
  void nothingOfASecretPrints() {
    assertThat(new ClientSecret("0123456789abcdef").toString()).isEqualTo("ClientSecret");
  }

  private List<String> problems() {
    return read().problems();
  }

  private Providers read() {
    var all = new HashMap<String, String>();
    settings.forEach((key, value) -> all.put(PREFIX + key, value));
    var config =
        new SmallRyeConfigBuilder()
            .withMapping(BiometricConfig.class)
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .build();
    return new Providers(config.getConfigMapping(BiometricConfig.class));
  }

  private String file(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file.toString();
  }
}
