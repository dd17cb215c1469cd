package org.cardnym.bench.stack;

import java.util.ArrayList;
import java.util.List;

/**
 * What the vaults under test are configured to: shorter times than in production, so that a fault
 * and what it leaves take seconds. With the longer window a transmission that was lost with its
 * replica is repeated; with the shorter one its authorization is reversed. With that of production
 * a payment outlives the start of a replica, too.
 */
public enum Tempo {
  REPEATS("10s", "4s"),
  REVERSES("6s", "2500ms"),
  PATIENT("30s", "4s");

  /** A bank's places on a replica. */
  public static final int PLACES = 4;

  private static final List<String> SETTINGS =
      List.of(
          "-Dcardnym.issuer.first-repeat=300ms",
          "-Dcardnym.issuer.most-repeat=2s",
          "-Dcardnym.issuer.first-reversal=500ms",
          "-Dcardnym.issuer.most-reversal=4s",
          "-Dcardnym.issuer.first-probe=500ms",
          "-Dcardnym.issuer.most-probe=2s",
          // Long enough for whoever looks five times a second.
          "-Dquarkus.shutdown.delay=3S",
          "-Dcardnym.issuer.sweep=500ms",
          "-Dcardnym.issuer.watch=10s",
          "-Dcardnym.issuer.at-once=" + PLACES,
          "-Dcardnym.limit.proofs-per-address.tries=100000",
          "-Dcardnym.limit.page-openings-per-address.tries=100000",
          "-Dcardnym.limit.contact-codes-per-address.tries=100000",
          "-Dcardnym.limit.proofs-set-per-address.tries=100000",
          "-Dcardnym.limit.card-tries-per-address.tries=100000",
          "-Dcardnym.limit.card-tries-per-bin.tries=100000",
          "-Dcardnym.limit.card-tries-per-bank.tries=1000000");

  private final String window;
  private final String deadline;

  Tempo(String window, String deadline) {
    this.window = window;
    this.deadline = deadline;
  }

  /** Even seeds repeat, odd ones reverse. */
  public static Tempo of(long seed) {
    return seed % 2 == 0 ? REPEATS : REVERSES;
  }

  List<String> settings() {
    List<String> all = new ArrayList<>(SETTINGS);
    all.add("-Dcardnym.issuer.window=" + window);
    all.add("-Dcardnym.issuer.deadline=" + deadline);
    return all;
  }
}
