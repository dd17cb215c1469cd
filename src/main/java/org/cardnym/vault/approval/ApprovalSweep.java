package org.cardnym.vault.approval;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/** Ends requests that nobody signed in time, each in a transaction of its own. */
@ApplicationScoped
class ApprovalSweep {
  private static final Logger LOG = Logger.getLogger(ApprovalSweep.class);
  private static final int BATCH = 100;
  private static final int BATCHES = 10;

  private final Approvals approvals;
  private final Keys keys;
  private final PutOffRows refused = new PutOffRows();

  ApprovalSweep(Approvals approvals, Keys keys) {
    this.approvals = approvals;
    this.keys = keys;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    UUID last = new UUID(0, 0);
    for (int batch = 0; batch < BATCHES && keys.open(); batch++) {
      List<UUID> due = approvals.due(last, BATCH);
      due.forEach(this::look);
      if (due.size() < BATCH) {
        return;
      }
      last = due.getLast();
    }
  }

  /** The others must not wait for a row that is not the vault's own; its alarm is raised. */
  private void look(UUID id) {
    if (refused.has(id, approvals.now())) {
      return;
    }
    try {
      approvals.expire(id);
    } catch (Refusal notOurs) {
      refused.putOff(id, approvals.now());
      LOG.errorf(
          "approval_expiry_refused approval=%s code=%s",
          TypeId.of(IdKind.APPROVAL, id), notOurs.code().wire());
    }
  }
}
