package org.cardnym.vault.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each person's shares were refused lately. In memory, as no counter of the vault can be
 * reached while it is sealed; whoever does not find room in it waits.
 */
final class Tries {
  static final int MOST = 5;
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MOST_PEOPLE = 1_000;

  private final Map<List<String>, List<Instant>> failed = new HashMap<>();

  /** True while this person may try. */
  boolean left(Custodian person, Instant now) {
    Instant since = now.minus(WINDOW);
    failed.values().forEach(times -> times.removeIf(time -> time.isBefore(since)));
    failed.values().removeIf(List::isEmpty);
    List<Instant> times = failed.get(key(person));
    return times == null ? failed.size() < MOST_PEOPLE : times.size() < MOST;
  }

  void failed(Custodian person, Instant now) {
    failed.computeIfAbsent(key(person), first -> new ArrayList<>()).add(now);
  }

  private static List<String> key(Custodian person) {
    return List.of(person.issuer(), person.subject());
  }
}
