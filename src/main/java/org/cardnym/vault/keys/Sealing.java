package org.cardnym.vault.keys;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.Replica;
import org.cardnym.vault.custody.Custodian;
import org.cardnym.vault.custody.Gathering;
import org.cardnym.vault.custody.Gatherings;
import org.cardnym.vault.custody.Note;
import org.cardnym.vault.custody.OpenedRootKey;
import org.cardnym.vault.custody.Progress;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/** Opens this replica by its custodians' shares, and seals it again at an operator's word. */
@ApplicationScoped
public class Sealing {
  private static final Logger LOG = Logger.getLogger(Sealing.class);

  private final Gatherings gatherings;
  private final NextRootKey next;
  private final Unsealing unsealing;
  private final Custody custody;
  private final Keys keys;
  private final Audit audit;
  private final Event<KeysOpened> opened;
  private final Event<KeysDropped> dropped;

  Sealing(
      Gatherings gatherings,
      NextRootKey next,
      Unsealing unsealing,
      Custody custody,
      Keys keys,
      Audit audit,
      Event<KeysOpened> opened,
      Event<KeysDropped> dropped) {
    this.gatherings = gatherings;
    this.next = next;
    this.unsealing = unsealing;
    this.custody = custody;
    this.keys = keys;
    this.audit = audit;
    this.opened = opened;
    this.dropped = dropped;
  }

  public Progress progress() {
    return gatherings.current().progress();
  }

  /**
   * Takes a custodian's share; the last one opens the vault.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} where the vault is open; as {@link Gathering#give}
   */
  public void give(Custodian person, String attempt, byte[] share) {
    if (keys.open()) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    gatherings.current().give(person, attempt, share).ifPresent(this::open);
  }

  /**
   * Forgets what was given.
   *
   * @throws Refusal as {@link Gathering#cancel}
   */
  public void cancel(Custodian person) {
    gatherings.current().cancel(person);
  }

  /** True once this replica has opened the next root key. */
  public boolean nextOpened() {
    return next.id().isPresent();
  }

  public Progress nextProgress() {
    return gatherings.next().progress();
  }

  /**
   * Takes a share of the next root key; the last one opens it beside the one in use.
   *
   * @throws Refusal {@link ErrorCode#SEALED}; {@link ErrorCode#CONFLICT} where it is open already;
   *     as {@link Gathering#give}
   */
  public void giveNext(Custodian person, String attempt, byte[] share) {
    keys.ring();
    if (nextOpened()) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    try {
      gatherings.next().give(person, attempt, share).ifPresent(next::hold);
    } finally {
      gatherings.next().tellNotes(this::tell);
    }
  }

  /**
   * Forgets what was given of the next root key's shares.
   *
   * @throws Refusal {@link ErrorCode#SEALED}; as {@link Gathering#cancel}
   */
  public void cancelNext(Custodian person) {
    keys.ring();
    gatherings.next().cancel(person);
    gatherings.next().tellNotes(this::tell);
  }

  /**
   * Drops this replica's keys, and shares that it holds. It serves nobody until it is opened again.
   * One that can't write to the trail is sealed all the same.
   *
   * @return false where it was sealed before
   */
  public boolean seal(String actor, String reason) {
    gatherings.forget();
    Optional<String> id = custody.id();
    if (id.isEmpty()) {
      return false;
    }
    try {
      audit.recordApart(
          AuditEvent.done(actor, AuditAction.VAULT_SEALED, id.get())
              .with(Map.of("reason", reason, "replica", Replica.NAME)));
    } catch (RuntimeException unwritten) {
      LOG.errorf("seal_not_in_trail error=%s", unwritten.getClass().getSimpleName());
    }
    unsealing.drop();
    dropped.fire(new KeysDropped());
    LOG.warnf("vault_sealed: at an operator's word subject=%s", actor);
    return true;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expire() {
    gatherings.expire();
    if (keys.open()) {
      gatherings.next().tellNotes(this::tell);
    }
  }

  private void open(OpenedRootKey key) {
    try {
      unsealing.open(
          key,
          Map.of(
              "replica", Replica.NAME, "untold", Integer.toString(gatherings.current().untold())));
    } catch (IllegalStateException unfit) {
      LOG.error("keysets_not_opened: the keysets in the database are not of this root key");
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
    LOG.info("vault_unsealed: by its custodians' shares");
    try {
      gatherings.current().tellNotes(this::tell);
      opened.fire(new KeysOpened());
    } catch (RuntimeException undone) {
      unsealing.drop();
      throw undone;
    }
  }

  private void tell(Note note) {
    AuditAction action =
        note.kind() == Note.Kind.CANCELED
            ? AuditAction.UNSEALING_CANCELED
            : AuditAction.SHARE_GIVEN;
    AuditEvent event =
        note.kind() == Note.Kind.REFUSED
            ? AuditEvent.refused(note.actor(), action, null)
            : AuditEvent.done(note.actor(), action, null);
    audit.recordApart(event.with(Map.of("given", note.at().toString(), "replica", Replica.NAME)));
  }
}
