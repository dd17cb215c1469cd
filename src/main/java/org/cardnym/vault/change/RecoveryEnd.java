package org.cardnym.vault.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Asked;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.restore.Progress;
import org.cardnym.vault.standing.Recoveries;
import org.cardnym.vault.standing.Recovery;

/** Payments are taken again after a restore: whoever signs says that nothing of before is owed. */
@ApplicationScoped
public class RecoveryEnd implements Act {
  private static final String WITHOUT = "withoutJournal";

  private final Progress progress;
  private final Recoveries recoveries;
  private final Banks banks;

  RecoveryEnd(Progress progress, Recoveries recoveries, Banks banks) {
    this.progress = progress;
    this.recoveries = recoveries;
    this.banks = banks;
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
    boolean waived = asked.path(WITHOUT).asBoolean();
    Recovery recovery = progress.require(waived);
    String suspended = suspended();
    return new Plan(
        TypeId.of(IdKind.RESTORE, recovery.id()),
        lines(recovery, waived, suspended),
        String.join(
            " ",
            recovery.begunAt().toString(),
            String.valueOf(recovery.journal()),
            Long.toString(recovery.refused()),
            suspended));
  }

  static List<Plan.Line> lines(Recovery recovery, boolean waived, String suspended) {
    return List.of(
        new Plan.Line("cause", recovery.cause().wire()),
        new Plan.Line("lost from", recovery.lostFrom().toString()),
        new Plan.Line("lost until", recovery.begunAt().toString()),
        new Plan.Line("journal", journal(recovery)),
        new Plan.Line("journal waived", waived ? "yes" : "no"),
        new Plan.Line("lines refused", Long.toString(recovery.refused())),
        new Plan.Line("banks", "each reconciled over that time, or suspended"),
        new Plan.Line("suspended banks", suspended.isEmpty() ? "none" : suspended),
        new Plan.Line("then", "payments are taken"));
  }

  private static String journal(Recovery recovery) {
    return recovery.journal() == null
        ? "none that goes far enough was read: who was erased or locked since is not known"
        : "%d lines up to batch %d, %d changes made again"
            .formatted(recovery.journal(), recovery.reached(), recovery.carried());
  }

  private String suspended() {
    return banks.ids().stream()
        .map(banks::find)
        .flatMap(Optional::stream)
        .filter(bank -> bank.state() == Bank.State.SUSPENDED)
        .map(Bank::name)
        .collect(Collectors.joining(", "));
  }

  @Override
  public void run(ObjectNode asked, String by) {
    boolean waived = asked.path(WITHOUT).asBoolean();
    Recovery recovery = progress.require(waived);
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
            recovery.journal() == null ? "none" : Long.toString(recovery.journal()),
            "waived",
            waived ? "yes" : "no",
            "refused",
            Long.toString(recovery.refused())));
  }
}
