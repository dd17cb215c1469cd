package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jboss.logging.Logger;

/**
 * Takes signed heads out of the database: to the log, and to a file where one is set. Only once the
 * batch is committed, since a head that never came to be would bear witness against the trail.
 */
@ApplicationScoped
class SignedHeads {
  private static final Logger LOG = Logger.getLogger(SignedHeads.class);

  private final TransactionSynchronizationRegistry transactions;
  private final HeadsFile file;

  SignedHeads(TransactionSynchronizationRegistry transactions, HeadsFile file) {
    this.transactions = transactions;
    this.file = file;
  }

  /** Tells of the head if the caller's transaction is committed. */
  void follow(Head head, int count) {
    transactions.registerInterposedSynchronization(new Told(head, count));
  }

  private final class Told implements Synchronization {
    private final Head head;
    private final int count;

    Told(Head head, int count) {
      this.head = head;
      this.count = count;
    }

    @Override
    public void beforeCompletion() {
      // Only the outcome matters.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        LOG.infof("audit_head number=%d count=%d hash=%s", head.number, count, head.hex());
        file.keep(head, count);
      }
    }
  }
}
