package org.cardnym.vault.readiness;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Loosened checks for tests of start checks, without a running vault. */
public final class TestLoosened {
  private TestLoosened() {}

  public static Loosened of(Loosened.Check... checks) {
    List<String> names = Stream.of(checks).map(Loosened.Check::wire).toList();
    return new Loosened(names.isEmpty() ? Optional.empty() : Optional.of(names));
  }
}
