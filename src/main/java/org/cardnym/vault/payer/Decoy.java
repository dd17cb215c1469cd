package org.cardnym.vault.payer;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.KeysOpened;

/**
 * Makes the payer that stands in for unknown names, once, with a claim that no name has, and lets
 * every way to prove give it a proof that nobody can give.
 */
@ApplicationScoped
class Decoy {
  /** The same in every vault, so that two replicas can't make two; it never leaves the vault. */
  static final UUID ID = new UUID(0x0000_0000_0000_7000L, 0x8000_0000_0000_0001L);

  private static final String CONTACT = "nobody@decoy.invalid";

  private final Payers payers;
  private final Aliases aliases;
  private final Keys keys;
  private final Audit audit;
  private final Clock clock;
  private final List<DecoyProof> proofs;

  Decoy(
      Payers payers,
      Aliases aliases,
      Keys keys,
      Audit audit,
      Clock clock,
      @All List<DecoyProof> proofs) {
    this.payers = payers;
    this.aliases = aliases;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
    this.proofs = proofs;
  }

  /** After the keysets are open, before anything is served. */
  void start(@Observes @Priority(100) StartupEvent start) {
    if (keys.open()) {
      stand(ID);
    }
  }

  /** The same for a vault that was sealed when it started. */
  void open(@Observes KeysOpened opened) {
    stand(ID);
  }

  /**
   * Makes the decoy unless it stands, and gives it whatever proof it lacks; any number of replicas
   * may do so at once.
   */
  void stand(UUID decoy) {
    if (payers.find(decoy).isEmpty()) {
      try {
        QuarkusTransaction.requiringNew().run(() -> make(decoy));
      } catch (RuntimeException refused) {
        if (payers.find(decoy).isEmpty()) {
          throw refused;
        }
        // Another replica made it meanwhile.
      }
    }
    QuarkusTransaction.requiringNew().run(() -> prepare(decoy));
  }

  private void make(UUID decoy) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    payers.insert(decoy, PayerState.DECOY, CONTACT, ZoneOffset.UTC, now);
    audit.record(AuditEvent.done("vault", AuditAction.DECOY_MADE, TypeId.of(IdKind.PAYER, decoy)));
  }

  private void prepare(UUID decoy) {
    payers.locked(decoy);
    aliases.standIn(decoy);
    proofs.forEach(proof -> proof.prepare(decoy));
  }
}
