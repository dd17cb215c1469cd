package org.cardnym.vault.reconciliation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Inquired;
import org.cardnym.vault.issuer.Inquiries;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Drives a run as far as it goes; no transaction is open while the bank is awaited. Where it stops,
 * the schedule comes back to it, here or on another replica.
 */
@ApplicationScoped
class Reconciler {
  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final Steps steps;
  private final Settling settling;
  private final Inquiries inquiries;
  private final RunQueue queue;
  private final ExecutorService threads;

  Reconciler(
      Steps steps,
      Settling settling,
      Inquiries inquiries,
      RunQueue queue,
      @VirtualThreads ExecutorService threads) {
    this.steps = steps;
    this.settling = settling;
    this.inquiries = inquiries;
    this.queue = queue;
    this.threads = threads;
  }

  /** Drives on a thread of its own; completes when nothing is left to do here. */
  CompletableFuture<Void> start(UUID runId) {
    return CompletableFuture.runAsync(() -> drive(runId), threads);
  }

  private void drive(UUID runId) {
    try {
      while (stepped(runId)) {
        // On to the next.
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      String error =
          broken instanceof Refusal refusal
              ? refusal.code().wire()
              : broken.getClass().getSimpleName();
      LOG.errorf(
          "reconciliation_left row=%s error=%s", TypeId.of(IdKind.RECONCILIATION, runId), error);
      queue.putOff(runId);
    }
  }

  private boolean stepped(UUID runId) throws InterruptedException {
    return switch (steps.next(runId)) {
      case Steps.Next.Nothing nothing -> false;
      case Steps.Next.LookHere look -> {
        passing(runId, passed -> steps.lookedHere(runId, passed).ifPresent(this::finish));
        yield true;
      }
      case Steps.Next.AskBank ask -> asked(runId, ask);
    };
  }

  private void finish(RunView run) {
    // Beyond what is listed nothing is known to be gone.
    if (run.differing() < Steps.MOST_LISTED) {
      settling.gone(run);
    }
    steps.finished(run.id());
  }

  /** Makes a step again without each row that is refused; they must not keep the others back. */
  private void passing(UUID runId, Consumer<Passed> step) {
    var passed = new Passed();
    boolean again = true;
    while (again) {
      try {
        step.accept(passed);
        return;
      } catch (RowRefused refused) {
        again = passed.add(refused);
      }
    }
    steps.refused(runId);
  }

  private boolean asked(UUID runId, Steps.Next.AskBank ask) throws InterruptedException {
    Inquired heard = inquiries.ask(ask.bankId(), Kind.RECONCILIATION, content(ask));
    String reason;
    switch (heard) {
      case Inquired.Unanswered unanswered -> reason = unanswered.reason();
      case Inquired.Answered answered -> {
        try {
          RecordsPage page =
              RecordsPage.read(answered.members(), ask.from(), ask.until(), ask.cursor());
          passing(runId, passed -> steps.took(runId, ask.cursor(), page, passed));
          return true;
        } catch (RecordsPage.Unreadable notAsAgreed) {
          reason = "answer_records";
        }
      }
    }
    steps.unanswered(runId, ask.cursor(), reason);
    return false;
  }

  private static ObjectNode content(Steps.Next.AskBank ask) {
    ObjectNode content =
        JsonNodeFactory.instance
            .objectNode()
            .put("from", ask.from().toString())
            .put("until", ask.until().toString());
    return ask.cursor() == null ? content : content.put("cursor", ask.cursor());
  }
}
