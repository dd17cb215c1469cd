package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A trial of the way to a bank.
 *
 * @param findings one for each {@link TrialCheck}, in their order
 */
public record Trial(UUID bankId, Instant at, List<TrialFinding> findings) {
  public Trial {
    findings = List.copyOf(findings);
  }

  /** True only if every single check held. */
  public boolean held() {
    return findings.stream().allMatch(f -> f.state() == TrialFinding.State.HELD);
  }
}
