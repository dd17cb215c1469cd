package org.cardnym.vault.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafePlacesTest {
  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String MORE = "quarkus.datasource.jdbc.additional-jdbc-properties.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5432/cardnym",
        "jdbc:postgresql://localhost/cardnym",
        "jdbc:postgresql://[::1]:5432/cardnym",
        "jdbc:postgresql://db.example/cardnym?sslmode=verify-full",
        "jdbc:postgresql://a.example,b.example/cardnym?sslmode=verify-full&sslrootcert=/ca.pem"
      })
  void aDatabaseHereOrKnownByItsCertificateIsSafe(String url) {
    assertThat(database(Map.of(URL, url))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/cardnym",
        "jdbc:postgresql://192.0.2.7/cardnym?sslmode=require",
        "jdbc:postgresql://db.example/cardnym?sslmode=verify-ca",
        "jdbc:postgresql://localhost,db.example/cardnym",
        "jdbc:postgresql://127.0.0.1.example/cardnym",
        "jdbc:postgresql://db.example/cardnym?sslmode=verify-full&sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "jdbc:postgresql://db.example/cardnym?sslmode=verify-full&sslhostnameverifier=x.Y",
        "jdbc:other://db.example/cardnym?sslmode=verify-full"
      })
  void aDatabaseElsewhereThatAnybodyCouldBeIsRefused(String url) {
    assertThat(database(Map.of(URL, url))).hasSize(1).first().asString().startsWith(URL);
  }

  @Test
  void whatStandsBesideTheUrlCountsAsTheDriverCountsIt() {
    String plain = "jdbc:postgresql://db.example/cardnym";
    String factory = "org.postgresql.ssl.NonValidatingFactory";

    assertThat(database(Map.of(URL, plain, MORE + "sslmode", "verify-full"))).isEmpty();
    assertThat(database(Map.of(URL, plain + "?sslmode=disable", MORE + "sslmode", "verify-full")))
        .hasSize(1);
    assertThat(
            database(Map.of(URL, plain + "?sslmode=verify-full", MORE + "\"sslfactory\"", factory)))
        .hasSize(1);
  }

  @Test
  void aClockworkThatStandsStillIsRefused() {
    assertThat(new SchedulerSafe(false, Optional.empty()).problems())
        .containsExactly("quarkus.scheduler.enabled must be left on");
    assertThat(new SchedulerSafe(true, Optional.of("HALTED")).problems()).hasSize(1);
    assertThat(new SchedulerSafe(true, Optional.of("normal")).problems()).isEmpty();
    assertThat(new SchedulerSafe(true, Optional.empty()).problems()).isEmpty();
  }

  @Test
  void aMachineThatDumpsItsMemoryIsRefused() {
    var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    String before = machine.getVMOption("HeapDumpOnOutOfMemoryError").getValue();
    try {
      machine.setVMOption("HeapDumpOnOutOfMemoryError", "true");
      assertThat(DumpsSafe.dumps()).hasSize(1).first().asString().contains("OnOutOfMemoryError");
      machine.setVMOption("HeapDumpOnOutOfMemoryError", "false");
      assertThat(DumpsSafe.dumps()).isEmpty();
    } finally {
      machine.setVMOption("HeapDumpOnOutOfMemoryError", before);
    }
  }

  private static List<String> database(Map<String, String> properties) {
    return new DatabaseSafe(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 1))
                .build())
        .problems();
  }
}
