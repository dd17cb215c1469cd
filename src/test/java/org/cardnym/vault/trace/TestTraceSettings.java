package org.cardnym.vault.trace;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings as a test wants them. */
record TestTraceSettings(
    Optional<String> endpoint, Optional<Path> headersFile, Optional<Path> trust)
    implements TraceSettings {
  static TraceSettings off() {
    return new TestTraceSettings(Optional.empty(), Optional.empty(), Optional.empty());
  }

  static TraceSettings to(String endpoint) {
    return new TestTraceSettings(Optional.of(endpoint), Optional.empty(), Optional.empty());
  }

  static TraceSettings with(@Nullable Path headers, @Nullable Path trust) {
    return new TestTraceSettings(
        Optional.of("https://collector.example/v1/traces"),
        Optional.ofNullable(headers),
        Optional.ofNullable(trust));
  }
}
