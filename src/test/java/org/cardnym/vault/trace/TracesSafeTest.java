package org.cardnym.vault.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.cardnym.vault.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans go nowhere in the clear but to this machine, and no setting's value is told. */
class TracesSafeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://collector.example/v1/traces",
        "https://collector.example:4318/v1/traces",
        "http://127.0.0.1:4318/v1/traces",
        "http://localhost:4318/v1/traces",
        "http://[::1]:4318/v1/traces"
      })
  void aCollectorByTlsOrOnThisMachineIsFine(String endpoint) {
    assertThat(problems(TestTraceSettings.to(endpoint))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://canary.example/v1/traces",
        "http://canary@localhost/v1/traces",
        "http://localhost.canary.example/v1/traces",
        "http://127.0.0.1.canary.example/v1/traces",
        "http://10.0.0.1:4318/canary",
        "https://user:canary@collector.example/v1/traces",
        "https://collector.example/v1/traces?key=canary",
        "https://collector.example/v1/traces#canary",
        "ftp://canary.example/v1/traces",
        "canary.example:4318",
        "https:///canary",
        "not an address canary"
      })
  void anyOtherIsRefusedByThePropertysName(String endpoint) {
    assertThat(problems(TestTraceSettings.to(endpoint)))
        .singleElement()
        .asString()
        .startsWith("cardnym.traces.endpoint ")
        .doesNotContain("canary");
  }

  @Test
  void noCollectorIsFine() {
    assertThat(problems(TestTraceSettings.off())).isEmpty();
  }

  @Test
  void headersStandInAFileOfTheirOwnersAlone() throws IOException {
    assertThat(headers("rw-------", "Authorization: Bearer canary\n\nX-Scope: one two\n"))
        .isEmpty();
    assertThat(headers("r--------", "")).isEmpty();
    assertThat(headers("rw-r--r--", "Authorization: Bearer canary\n"))
        .containsExactly("cardnym.traces.headers-file must be readable by its owner only (0600)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "Na me: canary", "Name:", ": canary", "Name: can\u00e4ry"})
  void whatIsNoHeaderIsRefused(String line) throws IOException {
    assertThat(headers("rw-------", line))
        .containsExactly("cardnym.traces.headers-file must hold lines 'Name: value'");
  }

  @Test
  void filesThatCantBeReadAreRefused() throws IOException {
    Path none = folder.resolve("canary");
    Path noCertificate = Files.writeString(folder.resolve("canary.pem"), "nothing");
    Path certificate =
        Files.writeString(folder.resolve("ca.pem"), new TestCertificate("CA").certificatePem());

    assertThat(problems(TestTraceSettings.with(none, null)))
        .containsExactly("cardnym.traces.headers-file can't be read");
    assertThat(problems(TestTraceSettings.with(null, none)))
        .containsExactly("cardnym.traces.trust can't be read");
    assertThat(problems(TestTraceSettings.with(null, noCertificate)))
        .singleElement()
        .asString()
        .startsWith("cardnym.traces.trust ");
    assertThat(problems(TestTraceSettings.with(null, certificate))).isEmpty();
  }

  private List<String> headers(String mode, String text) throws IOException {
    Path file = Files.createTempFile(folder, "headers", "");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return problems(TestTraceSettings.with(file, null));
  }

  private static List<String> problems(TraceSettings settings) {
    return new TracesSafe(settings).problems();
  }
}
