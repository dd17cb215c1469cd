package org.cardnym.vault.keys;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.readiness.StartCheck;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the keysets at start and reads them again every few seconds, so that no replica works with
 * an old epoch for long.
 */
@ApplicationScoped
class Unsealing implements StartCheck {
  private static final Logger LOG = Logger.getLogger(Unsealing.class);

  private final RootKeyProvider provider;
  private final Keysets keysets;
  private final Keys keys;
  private final Heartbeats heartbeats;
  private final Audit audit;
  private final Loosened loosened;
  private volatile @Nullable RootKey root;

  Unsealing(
      RootKeyProvider provider,
      Keysets keysets,
      Keys keys,
      Heartbeats heartbeats,
      Audit audit,
      Loosened loosened) {
    this.provider = provider;
    this.keysets = keysets;
    this.keys = keys;
    this.heartbeats = heartbeats;
    this.audit = audit;
    this.loosened = loosened;
  }

  /** Before the other observers of the start, which may need keys. */
  void start(@Observes @Priority(10) StartupEvent start) {
    Optional<RootKey> opened = provider.open();
    if (opened.isEmpty()) {
      LOG.warn("vault_sealed: set cardnym.root-key.file and cardnym.root-key.passphrase-file");
      return;
    }
    RootKey key = opened.get();
    root = key;
    keysets.read(key).ifPresentOrElse(keys::take, () -> create(key));
    LOG.warn(
        "custody_single: whoever has the root-key file and its passphrase can open this vault");
    audit.recordApart(AuditEvent.done("vault", AuditAction.VAULT_UNSEALED, key.id()));
    heartbeats.beat(keys.ring().epochs());
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    RootKey key = root;
    if (key != null) {
      keysets.read(key).ifPresent(keys::take);
    }
    if (keys.open()) {
      heartbeats.beat(keys.ring().epochs());
    }
  }

  @Override
  public List<String> problems() {
    RootKey key = root;
    // PCI DSS 3.6.1.1: no key serves both production and test.
    if (key != null && key.use().equals("sandbox") != loosened.sandbox()) {
      return List.of(
          "cardnym.root-key.file is for use '" + key.use() + "', which this profile is not");
    }
    return List.of();
  }

  private void create(RootKey key) {
    try {
      keysets.create(key);
      keys.take(keys.ring());
    } catch (RuntimeException undone) {
      keys.drop();
      throw undone;
    }
  }
}
