package org.cardnym.vault.web;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the platform measures of the HTTP layer and this vault does not tell. */
final class PlatformMeters {
  private PlatformMeters() {}

  /**
   * Quarkus measures two groups of event loops, and Micrometer's count of their workers has no
   * label that tells one from the other: the first one stays, and a warning at each start.
   */
  @Produces
  @Singleton
  static MeterFilter eventLoops() {
    return MeterFilter.denyNameStartsWith("netty.eventexecutor.workers");
  }
}
