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
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.custody.Gathering;
import org.cardnym.vault.custody.Gatherings;
import org.cardnym.vault.custody.Note;
import org.cardnym.vault.custody.OpenedRootKey;
import org.cardnym.vault.custody.Progress;
import org.cardnym.vault.custody.RootKeyCustody;
import org.cardnym.vault.custody.RootKeyFiles;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Opens this replica by its custodians' shares, or by a token that did not open it at the start,
 * and seals it again at an operator's word.
 */
@ApplicationScoped
public class Sealing {
  private static final Logger LOG = Logger.getLogger(Sealing.class);

  private final RootKeyFiles files;
  private final Gatherings gatherings;
  private final NextRootKey next;
  private final Unsealing unsealing;
  private final Custody custody;
  private final Keys keys;
  private final Audit audit;
  private final Event<KeysOpened> opened;
  private final Event<KeysDropped> dropped;
  private volatile boolean sealedAtAWord;

  /** How often it was sealed at a word; what began to open it before that comes to nothing. */
  private long seals;

  Sealing(
      RootKeyFiles files,
      Gatherings gatherings,
      NextRootKey next,
      Unsealing unsealing,
      Custody custody,
      Keys keys,
      Audit audit,
      Event<KeysOpened> opened,
      Event<KeysDropped> dropped) {
    this.files = files;
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
    Progress now = gatherings.current().progress();
    return keys.open() ? now.with(custody.trouble()) : now;
  }

  /**
   * Has the token open the vault, at an operator's word: after it was sealed, or when a PIN was
   * refused and put right.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} where the vault is open, or no token opens it;
   *     {@link ErrorCode#ROOT_KEY_NOT_OPENED} with the {@code trouble}; {@link ErrorCode#SEALED} if
   *     it was sealed meanwhile
   */
  public void reopen(String actor) {
    long begun = seals();
    RootKeyCustody kept = files.current();
    if (keys.open() || kept.kind() != CustodyKind.PKCS11) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    OpenedRootKey key = kept.reopen().orElseThrow(() -> notOpened(kept));
    open(key, begun, Map.of("by", actor, "replica", Replica.NAME));
    LOG.infof("vault_unsealed: by its token, at an operator's word subject=%s", actor);
  }

  /**
   * Takes a custodian's share; the last one opens the vault.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} where the vault is open; {@link ErrorCode#SEALED} if
   *     it was sealed meanwhile; as {@link Gathering#give}
   */
  public void give(Custodian person, String attempt, byte[] share) {
    long begun = seals();
    if (keys.open()) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    gatherings
        .current()
        .give(person, attempt, share)
        .ifPresent(opened -> {
          String untold = Integer.toString(gatherings.current().untold());
          open(opened.key(), begun, Map.of("replica", Replica.NAME, "untold", untold));
          LOG.info("vault_unsealed: by its custodians' shares");
        });
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
    return gatherings.next().progress().with(next.trouble());
  }

  /**
   * Has the next root key's token open it, at an operator's word, beside the one in use.
   *
   * @throws Refusal {@link ErrorCode#SEALED}; as {@link #reopen}
   */
  public void reopenNext() {
    keys.ring();
    next.reopen();
  }

  static Refusal notOpened(RootKeyCustody kept) {
    return new Refusal(
        ErrorCode.ROOT_KEY_NOT_OPENED, Map.of("trouble", kept.trouble().orElse("unknown")));
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
   * One that can't write to the trail is sealed all the same. An opening that is under way ends
   * first, or comes to nothing.
   *
   * @return false where it was sealed before
   */
  public synchronized boolean seal(String actor, String reason) {
    gatherings.forget();
    seals++;
    sealedAtAWord = true;
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

  /** A token that was not there at the start may come; whom somebody sealed, somebody opens. */
  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    long begun = seals();
    if (!keys.open() && !sealedAtAWord && files.current().mayOpenLater()) {
      files
          .current()
          .open()
          .ifPresent(key -> {
            open(key, begun, Map.of("replica", Replica.NAME));
            LOG.info("vault_unsealed: by its token, which came later");
          });
    }
  }

  private synchronized long seals() {
    return seals;
  }

  /** Opens, unless somebody sealed since it was begun; who seals now waits, and seals after it. */
  private synchronized void open(OpenedRootKey key, long begun, Map<String, String> facts) {
    if (begun != seals) {
      key.close();
      LOG.warn("unsealing_dropped: an operator sealed the vault meanwhile");
      throw new Refusal(ErrorCode.SEALED);
    }
    try {
      unsealing.open(key, facts);
    } catch (IllegalStateException unfit) {
      LOG.error("keysets_not_opened: the keysets in the database are not of this root key");
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
    sealedAtAWord = false;
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
