package org.cardnym.vault.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.cardnym.vault.approval.Act;
import org.cardnym.vault.approval.Approval;
import org.cardnym.vault.approval.Approvals;
import org.cardnym.vault.readiness.Loosened;
import org.jspecify.annotations.Nullable;

/** Answers an operator who wants what takes two people: 202, with what now waits for them. */
@ApplicationScoped
class Requests {
  private final Approvals approvals;
  private final Callers callers;
  private final Loosened loosened;

  Requests(Approvals approvals, Callers callers, Loosened loosened) {
    this.approvals = approvals;
    this.callers = callers;
    this.loosened = loosened;
  }

  /**
   * The same for what one operator does alone in a sandbox: empty there, and nothing is asked for.
   *
   * @throws Refusal {@code MALFORMED} without a reason, where it is asked for
   */
  Optional<Response> ask(Act act, Supplier<ObjectNode> asked, @Nullable String reason) {
    return loosened.has(Loosened.Check.ONE_OPERATOR)
        ? Optional.empty()
        : Optional.of(ask(act, asked.get(), Because.checked(reason)));
  }

  Response ask(Act act, ObjectNode asked, String reason) {
    return accepted(ApprovalBody.of(approvals.ask(act, asked, callers.present(), reason)));
  }

  /** As {@link #ask(Act, ObjectNode, String)}, and tells at once what those who sign will read. */
  Response askAndTell(Act act, ObjectNode asked, String reason) {
    Approval approval = approvals.ask(act, asked, callers.present(), reason);
    return accepted(ApprovalBody.of(approval, approvals.plan(approval.id())));
  }

  private static Response accepted(ApprovalBody body) {
    return Response.accepted(body)
        .location(URI.create("/admin/v1/approvals/" + body.approval()))
        .build();
  }
}
