package org.cardnym.vault.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** Takes the right to sign from one person, while two others keep it. */
@ApplicationScoped
public class ApproverRemoval implements Act {
  private final Approvers approvers;

  ApproverRemoval(Approvers approvers) {
    this.approvers = approvers;
  }

  /** The change for {@link Approvals#ask}. */
  public static ObjectNode of(UUID approverId) {
    return Asked.of().put("approver", TypeId.of(IdKind.APPROVER, approverId));
  }

  @Override
  public String kind() {
    return "approver.remove";
  }

  @Override
  public Plan plan(ObjectNode asked) {
    ApproverRow row =
        approvers.find(approver(asked)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    approvers.requireMore();
    return new Plan(
        row.rowId(),
        List.of(new Plan.Line("approver", row.actor), new Plan.Line("issuer", row.issuer)),
        "approver");
  }

  @Override
  public void run(ObjectNode asked, String by) {
    approvers.remove(approver(asked), by);
  }

  private static UUID approver(ObjectNode asked) {
    return TypeId.parse(IdKind.APPROVER, asked.path("approver").asText());
  }
}
