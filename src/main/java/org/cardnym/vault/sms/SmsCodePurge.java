package org.cardnym.vault.sms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Sweep;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes codes that were used, or that nobody can use any more. */
@ApplicationScoped
class SmsCodePurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "sms_codes",
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofDays(30),
          Duration.ofHours(1));

  private static final String DELETE =
      "delete from sms_code where subject_id in (select subject_id from sms_code where made_at <"
          + " :before limit :most for update skip locked)";

  private final EntityManager entities;

  SmsCodePurge(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Sweep.run(entities, DELETE, before, most);
  }
}
