package org.cardnym.vault.issuer;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one check of a trial found.
 *
 * @param reason why it did not hold, a short stable word; empty where it held
 * @param facts what was seen: names, numbers and times, never what a message held
 */
public record TrialFinding(
    TrialCheck check, State state, String reason, Map<String, String> facts) {
  /** How it ended. */
  public enum State {
    HELD,
    FAILED,
    /** It was not looked at. */
    SKIPPED
  }

  public TrialFinding {
    facts = Map.copyOf(facts);
  }

  static TrialFinding held(TrialCheck check) {
    return new TrialFinding(check, State.HELD, "", Map.of());
  }

  static TrialFinding failed(TrialCheck check, String reason) {
    return new TrialFinding(check, State.FAILED, reason, Map.of());
  }

  static TrialFinding skipped(TrialCheck check, String reason) {
    return new TrialFinding(check, State.SKIPPED, reason, Map.of());
  }

  TrialFinding with(String fact, Object value) {
    var more = new TreeMap<>(facts);
    more.put(fact, value.toString());
    return new TrialFinding(check, state, reason, more);
  }
}
