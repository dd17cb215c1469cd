package org.cardnym.admin.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.terminal.Mark;
import picocli.CommandLine.Command;

/** {@code doctor}: where the way to the vault is broken, and what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Checks the way to the vault, your sign-in, clocks and the vault's own warnings.",
      "What fails ends it with 4 (unreachable), 3 (refused) or 1; warnings end it with 0. Nothing is"
          + " changed, and no secret is shown."
    },
    footer = "  vault-admin doctor --url https://vault.example:8443 --ca-file ca.pem")
public final class DoctorCommand implements Callable<ExitCode> {
  private static final int WIDTH =
      Arrays.stream(Check.values()).mapToInt(check -> check.label().length()).max().orElse(0);

  private final Desk desk;
  private final List<Finding> findings = new ArrayList<>();

  DoctorCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public ExitCode call() {
    new Examination(desk, this::tell).run();
    if (desk.screen().isForPeople()) {
      desk.screen().note(summary());
    } else {
      desk.screen().show(json());
    }
    return findings.stream()
        .filter(finding -> finding.mark() == Mark.FAILS)
        .map(Finding::exit)
        .findFirst()
        .orElse(ExitCode.DONE);
  }

  /** At once, as a check of the network may take its time. */
  private void tell(Finding finding) {
    findings.add(finding);
    if (desk.screen().isForPeople()) {
      desk.screen()
          .check(finding.mark(), finding.check().label(), WIDTH, finding.text(), finding.next());
    }
  }

  private String summary() {
    return switch (worst()) {
      case FAILS -> "Begin with the first that fails: the rest may follow from it.";
      case WARNING -> "All works; look at the warnings.";
      case OK, SKIPPED -> "All is well.";
    };
  }

  private ObjectNode json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("state", worst().toString());
    ArrayNode checks = report.putArray("checks");
    findings.forEach(finding -> checks.add(finding.json()));
    return report;
  }

  private Mark worst() {
    return has(Mark.FAILS) ? Mark.FAILS : has(Mark.WARNING) ? Mark.WARNING : Mark.OK;
  }

  private boolean has(Mark mark) {
    return findings.stream().anyMatch(finding -> finding.mark() == mark);
  }
}
