package org.cardnym.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import org.cardnym.bench.verdict.Finding.Harm;
import org.cardnym.bench.verdict.Findings;

/**
 * How a run ended.
 *
 * @param seeds one, or a range
 */
record Summary(String seeds, long faults, long payments, long lost, long dbl, long unknown) {

  static Summary of(long seed, long faults, long payments, Findings findings) {
    return new Summary(
        Long.toString(seed),
        faults,
        payments,
        findings.count(Harm.LOST),
        findings.count(Harm.DOUBLE),
        findings.count(Harm.UNKNOWN));
  }

  static Summary read(JsonNode line) {
    return new Summary(
        line.path("seed").asText(),
        line.path("faults").asLong(),
        line.path("payments").asLong(),
        line.path("lost").asLong(),
        line.path("double").asLong(),
        line.path("unknown").asLong());
  }

  boolean ok() {
    return lost + dbl + unknown == 0;
  }

  String verdict() {
    return ok() ? "ok" : "failed";
  }

  /** The last line that a run prints. */
  String line() {
    return "seed="
        + seeds
        + " faults="
        + faults
        + " payments="
        + payments
        + " lost="
        + lost
        + " double="
        + dbl
        + " unknown="
        + unknown
        + " verdict="
        + verdict();
  }
}
