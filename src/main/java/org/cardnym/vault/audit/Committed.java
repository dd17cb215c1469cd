package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The entries that this replica has committed and not yet seen in a signed batch, so that one that
 * vanishes in between is missed. Kept in memory: it costs a payment no statement, and ends with the
 * process.
 */
@ApplicationScoped
class Committed {
  private static final Logger LOG = Logger.getLogger(Committed.class);

  /** Some minutes of a busy replica; batches come every second. */
  private static final int MOST = 50_000;

  private final TransactionSynchronizationRegistry transactions;
  private final ConcurrentSkipListMap<UUID, AuditRow> rows = new ConcurrentSkipListMap<>();
  private final AtomicInteger count = new AtomicInteger();

  Committed(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /** Keeps the row if the caller's transaction is committed. */
  void follow(AuditRow row) {
    if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
      transactions.registerInterposedSynchronization(new Kept(row));
    }
  }

  /** Up to {@code most}, after this one. */
  List<AuditRow> after(UUID entryId, int most) {
    return rows.tailMap(entryId, false).values().stream().limit(most).toList();
  }

  void forget(Collection<UUID> entryIds) {
    for (UUID entryId : entryIds) {
      if (rows.remove(entryId) != null) {
        count.decrementAndGet();
      }
    }
  }

  private void keep(AuditRow row) {
    if (rows.put(row.entryId, row) == null && count.incrementAndGet() > MOST) {
      Map.Entry<UUID, AuditRow> oldest = rows.pollFirstEntry();
      if (oldest != null) {
        count.decrementAndGet();
        LOG.errorf("audit_entry_unwatched row=%s", oldest.getKey());
      }
    }
  }

  private final class Kept implements Synchronization {
    private final AuditRow row;

    Kept(AuditRow row) {
      this.row = row;
    }

    @Override
    public void beforeCompletion() {
      // Only the outcome matters.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        keep(row);
      }
    }
  }
}
