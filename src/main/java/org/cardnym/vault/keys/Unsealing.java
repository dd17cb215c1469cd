package org.cardnym.vault.keys;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.custody.OpenedRootKey;
import org.cardnym.vault.custody.RootKeyCustody;
import org.cardnym.vault.custody.RootKeyFiles;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;
import org.jboss.logging.Logger;

/**
 * Opens the keysets, at start or when the root key was opened, and reads them again every few
 * seconds, so that no replica works with an old epoch for long.
 */
@ApplicationScoped
class Unsealing implements StartCheck {
  private static final Logger LOG = Logger.getLogger(Unsealing.class);

  private final RootKeyFiles files;
  private final NextRootKey next;
  private final Custody custody;
  private final Keysets keysets;
  private final Keys keys;
  private final Heartbeats heartbeats;
  private final Audit audit;
  private final Loosened loosened;

  Unsealing(
      RootKeyFiles files,
      NextRootKey next,
      Custody custody,
      Keysets keysets,
      Keys keys,
      Heartbeats heartbeats,
      Audit audit,
      Loosened loosened) {
    this.files = files;
    this.next = next;
    this.custody = custody;
    this.keysets = keysets;
    this.keys = keys;
    this.heartbeats = heartbeats;
    this.audit = audit;
    this.loosened = loosened;
  }

  /** Before the other observers of the start, which may need keys. */
  void start(@Observes @Priority(10) StartupEvent start) {
    next.follow();
    RootKeyCustody kept = files.current();
    Optional<OpenedRootKey> opened = kept.open();
    if (opened.isPresent()) {
      open(opened.get(), Map.of());
      if (kept.kind() == CustodyKind.PASSPHRASE) {
        LOG.warn(
            "custody_single: whoever has the root-key file and its passphrase can open this vault");
      }
    } else if (kept.kind() == CustodyKind.SHARES) {
      LOG.warn("vault_sealed: waits for its custodians' shares, vault-admin operator unseal");
    } else if (kept.kind() == CustodyKind.PKCS11) {
      LOG.warn("vault_sealed: its token did not open the root key, see root_key_not_opened");
    } else {
      LOG.warn("vault_sealed: set cardnym.root-key.file and cardnym.root-key.passphrase-file");
    }
  }

  /**
   * Opens all keysets, or makes them where there are none yet. Leaves the vault sealed, and the key
   * closed, where that fails.
   *
   * @param facts for the trail
   */
  synchronized void open(OpenedRootKey opened, Map<String, String> facts) {
    if (keys.open()) {
      opened.close();
      return;
    }
    RootKey key = new RootKey(opened);
    try {
      custody.hold(key);
      keysets.read(key).ifPresentOrElse(read -> custody.take(key, read), () -> create(key));
      audit.recordApart(
          AuditEvent.done("vault", AuditAction.VAULT_UNSEALED, key.id())
              .with(Map.of("custody", files.current().kind().wire()))
              .with(facts));
    } catch (RuntimeException undone) {
      custody.drop();
      throw undone;
    }
    heartbeats.beat(keys.ring().epochs());
  }

  /** Drops all keys; never in the midst of an opening. */
  synchronized void drop() {
    custody.drop();
    next.drop();
  }

  /** The trail says when it stopped (PCI DSS 10.2.1.6); a process that is killed can't. */
  void stop(@Observes ShutdownEvent stop) {
    Optional<String> key = custody.id();
    if (key.isEmpty() || !keys.open()) {
      return;
    }
    try {
      audit.recordApart(AuditEvent.done("vault", AuditAction.VAULT_STOPPED, key.get()));
    } catch (RuntimeException unavailable) {
      LOG.errorf("stop_not_in_trail error=%s", unavailable.getClass().getSimpleName());
    }
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    prepareNext();
    custody.reread();
    if (keys.open()) {
      heartbeats.beat(keys.ring().epochs(), next.digest());
    }
  }

  @Override
  public List<String> problems() {
    // PCI DSS 3.6.1.1: no key serves both production and test.
    return files
        .current()
        .use()
        .filter(use -> use.equals("sandbox") != loosened.sandbox())
        .map(use ->
            List.of("cardnym.root-key.file is for use '" + use + "', which this profile is not"))
        .orElse(List.of());
  }

  /** Whatever is the matter with the next root key, the one in use goes on. */
  private void prepareNext() {
    try {
      next.look();
      next.follow();
    } catch (RuntimeException unfit) {
      LOG.errorf("next_root_key_failed error=%s", unfit.getClass().getSimpleName());
    }
  }

  private void create(RootKey key) {
    keysets.create(key);
    custody.take(key, keys.ring());
  }
}
