package org.cardnym.vault.trace;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Configuration under {@code cardnym.traces}. */
@ConfigMapping(prefix = "cardnym.traces")
interface TraceSettings {
  /**
   * Where spans go, by OTLP over HTTP, for instance {@code
   * https://collector.example:4318/v1/traces}; without it nothing is traced.
   */
  Optional<String> endpoint();

  /** A file of mode 0600 with headers for the collector, {@code Name: value} on each line. */
  Optional<Path> headersFile();

  /** Authorities of the collector's certificate, a PEM file, in place of the public ones. */
  Optional<Path> trust();
}
