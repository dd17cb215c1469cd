package org.cardnym.vault.passkey;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes challenges that nobody answered in time. */
@ApplicationScoped
class ChallengePurge implements Purge {
  static final Terms TERMS =
      new Terms(
          "passkey_challenges",
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          Duration.ofMinutes(5));

  private final Challenges challenges;

  ChallengePurge(Challenges challenges) {
    this.challenges = challenges;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Batch.swept(challenges.purge(before, most), most);
  }
}
