package org.cardnym.vault.readiness;

import io.quarkus.test.junit.QuarkusMock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Loosened checks for tests of start checks, without a running vault. */
public final class TestLoosened {
  private TestLoosened() {}

  public static Loosened of(Loosened.Check... checks) {
    List<String> names = Stream.of(checks).map(Loosened.Check::wire).toList();
    return new Loosened(names.isEmpty() ? Optional.empty() : Optional.of(names));
  }

  /** For one test of a running vault: as configured, but this check stands. */
  public static void without(Loosened.Check check) {
    List<String> names =
        ConfigProvider.getConfig().getValues("cardnym.loosen", String.class).stream()
            .filter(name -> !name.equals(check.wire()))
            .toList();
    QuarkusMock.installMockForType(new Loosened(Optional.of(names)), Loosened.class);
  }
}
