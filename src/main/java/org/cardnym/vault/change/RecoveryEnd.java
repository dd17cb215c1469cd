package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.restore.Progress;
import org.cardnym.vault.standing.Recoveries;
import org.cardnym.vault.standing.Recovery;

/** Payments are taken again after a restore: whoever signs says that nothing of before is owed. */
@ApplicationScoped
public class RecoveryEnd implements Act {
  private static final String WITHOUT = "withoutJournal";

  private final Progress progress;
  private final Recoveries recoveries;

  RecoveryEnd(Progress progress, Recoveries recoveries) {
    this.progress = progress;
    this.recoveries = recoveries;
  }

  /** The change. */
  public static ObjectNode of(boolean withoutJournal, String reason) {
    return Asked.of().put(WITHOUT, withoutJournal).put("reason", reason);
  }

  @Override
  public String kind() {
    return "recovery.finish";
  }

  /** As {@link Progress#require}. */
  @Override
  public Plan plan(ObjectNode asked) {
    Recovery recovery = progress.require(asked.path(WITHOUT).asBoolean());
    List<Plan.Line> lines = new ArrayList<>();
    lines.add(new Plan.Line("cause", recovery.cause().wire()));
    lines.add(new Plan.Line("lost from", recovery.lostFrom().toString()));
    lines.add(new Plan.Line("lost until", recovery.begunAt().toString()));
    lines.add(
        new Plan.Line(
            "journal",
            recovery.journal() == null
                ? "none was read: who was erased or locked since is not known"
                : recovery.journal() + " lines, " + recovery.carried() + " changes made again"));
    lines.add(new Plan.Line("banks", "each reconciled over that time, or suspended"));
    lines.add(new Plan.Line("then", "payments are taken"));
    return new Plan(
        TypeId.of(IdKind.RESTORE, recovery.id()),
        lines,
        recovery.begunAt() + " " + recovery.journal() + " " + recovery.refused());
  }

  @Override
  public void run(ObjectNode asked, String by) {
    Recovery recovery = progress.require(asked.path(WITHOUT).asBoolean());
    recoveries.end(
        recovery.id(),
        by,
        Map.of(
            "reason",
            asked.path("reason").asText(),
            "lostFrom",
            recovery.lostFrom().toString(),
            "carried",
            Long.toString(recovery.carried()),
            "journal",
            recovery.journal() == null ? "none" : Long.toString(recovery.journal())));
  }
}
