package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.intake.Intakes;
import org.cardnym.vault.issuer.IntakeKeys;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** A key that banks sealed customers to goes for good: what was sealed to it opens no more. */
@Singleton
public class ImportKeyRetirement implements Act {
  private final IntakeKeys keys;
  private final Intakes intakes;

  ImportKeyRetirement(IntakeKeys keys, Intakes intakes) {
    this.keys = keys;
    this.intakes = intakes;
  }

  /** The change. */
  public static ObjectNode of(String kid) {
    return Asked.of().put("kid", kid);
  }

  @Override
  public String kind() {
    return "import.key.retire";
  }

  /** 404; 409 {@code conflict} with {@code another_key} or {@code imports} that is missing. */
  @Override
  public Plan plan(ObjectNode asked) {
    String kid = asked.path("kid").asText();
    require(kid);
    return new Plan(kid, List.of(new Plan.Line("kid", kid)), "replaced");
  }

  @Override
  public void run(ObjectNode asked, String by) {
    String kid = asked.path("kid").asText();
    require(kid);
    keys.retire(by, kid);
  }

  private void require(String kid) {
    keys.requireReplaced(kid);
    if (intakes.anyOpen()) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "imports_ended"));
    }
  }
}
