package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.Retirement;
import org.cardnym.vault.keys.Retirement.Step;
import org.cardnym.vault.keys.Rotations;

/**
 * One step of the end of a key's version, on the proof that nothing needs it. What it wrapped in
 * backups is lost with it.
 */
public abstract class KeyEnd implements Act {
  private final Retirement retirement;
  private final Step step;

  KeyEnd(Retirement retirement, Step step) {
    this.retirement = retirement;
    this.step = step;
  }

  /** The change. */
  public static ObjectNode of(KeyPurpose purpose, int version, String reason) {
    return Asked.of().put("purpose", purpose.wire()).put("version", version).put("reason", reason);
  }

  /** The step's checks: 409 {@code key_not_proven} with what is missing, 409 {@code conflict}. */
  @Override
  public final Plan plan(ObjectNode asked) {
    KeyPurpose purpose = KeyPurpose.parse(asked.path("purpose").asText());
    int version = asked.path("version").asInt();
    retirement.require(step, purpose, version);
    return new Plan(
        Rotations.subject(purpose, version),
        List.of(
            new Plan.Line("purpose", purpose.wire()),
            new Plan.Line("version", Integer.toString(version))),
        "proven unused");
  }

  @Override
  public final void run(ObjectNode asked, String by) {
    retirement.end(
        step,
        KeyPurpose.parse(asked.path("purpose").asText()),
        asked.path("version").asInt(),
        by,
        asked.path("reason").asText());
  }
}
