package org.cardnym.admin.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cardnym.admin.outcome.ExitCode;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.terminal.Mark;

/**
 * What one check found.
 *
 * @param text short, without secrets; may hold text of others
 * @param code of the failure or the vault's warning, else empty
 * @param next what to do, empty if nothing
 * @param exit how the command ends if this is the first that fails
 */
record Finding(Check check, Mark mark, String text, String code, String next, ExitCode exit) {
  static Finding ok(Check check, String text) {
    return new Finding(check, Mark.OK, text, "", "", ExitCode.DONE);
  }

  static Finding warning(Check check, String text, String code, String next) {
    return new Finding(check, Mark.WARNING, text, code, next, ExitCode.DONE);
  }

  static Finding skipped(Check check, String why) {
    return new Finding(check, Mark.SKIPPED, why, "", "", ExitCode.DONE);
  }

  /** Refused and unreachable are told apart, all else is an error. */
  static Finding fails(Check check, Failure failure) {
    ExitCode exit =
        switch (failure.exit()) {
          case REFUSED, UNREACHABLE -> failure.exit();
          default -> ExitCode.ERROR;
        };
    return new Finding(check, Mark.FAILS, failure.what(), failure.code(), failure.next(), exit);
  }

  /** {@code {check, state, finding, code, next}}, the last two null if there is none. */
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("check", check.toString())
        .put("state", mark.toString())
        .put("finding", text)
        .put("code", code.isEmpty() ? null : code)
        .put("next", next.isEmpty() ? null : next);
  }
}
