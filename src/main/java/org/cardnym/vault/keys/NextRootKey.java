package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.custody.CustodyKind;
import org.cardnym.vault.custody.Gathering;
import org.cardnym.vault.custody.Gatherings;
import org.cardnym.vault.custody.OpenedRootKey;
import org.cardnym.vault.custody.RootKeyCustody;
import org.cardnym.vault.custody.RootKeyFiles;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The root key that shall take the place of the one in use: opened beforehand on every replica, so
 * that none is without keys when the keysets are sealed under it.
 */
@ApplicationScoped
class NextRootKey {
  private static final Logger LOG = Logger.getLogger(NextRootKey.class);

  /** What does not open it is not tried more often. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** A root key that was opened, and by which file: there may be another by now, of the same id. */
  record Held(RootKey key, RootKeyCustody by) {}

  private final RootKeyFiles files;
  private final Gatherings gatherings;
  private final Keysets keysets;
  private final Custody custody;
  private final Loosened loosened;
  private final Clock clock;
  private @Nullable Held held;
  private @Nullable String trouble;
  private Instant notBefore = Instant.EPOCH;

  NextRootKey(
      RootKeyFiles files,
      Gatherings gatherings,
      Keysets keysets,
      Custody custody,
      Loosened loosened,
      Clock clock) {
    this.files = files;
    this.gatherings = gatherings;
    this.keysets = keysets;
    this.custody = custody;
    this.loosened = loosened;
    this.clock = clock;
  }

  synchronized Optional<String> id() {
    return Optional.ofNullable(held).map(Held::key).map(RootKey::id);
  }

  /** Of the file that opened it. */
  synchronized Optional<String> digest() {
    return Optional.ofNullable(held).map(Held::by).flatMap(RootKeyCustody::digest);
  }

  /**
   * @throws Refusal {@link ErrorCode#CONFLICT} where this replica has not opened one of this id
   */
  synchronized Held held(String id) {
    Held opened = held;
    if (opened == null || !opened.key().id().equals(id)) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "next_root_key"));
    }
    return opened;
  }

  /** Keeps one that its custodians' shares have opened. */
  synchronized void hold(Gathering.Opened opened) {
    hold(opened.key(), opened.by());
  }

  /** Keeps it, open, until it is in use or the replica is sealed. */
  private void hold(OpenedRootKey opened, RootKeyCustody by) {
    if (custody.id().isEmpty()) {
      opened.close();
      throw new Refusal(ErrorCode.SEALED);
    }
    // PCI DSS 3.6.1.1: no key serves both production and test.
    if (opened.use().equals("sandbox") != loosened.sandbox()) {
      opened.close();
      throw new Refusal(ErrorCode.CONFLICT, Map.of("missing", "use"));
    }
    drop();
    held = new Held(new RootKey(opened), by);
    LOG.info("next_root_key_opened");
  }

  synchronized void drop() {
    Held opened = held;
    held = null;
    if (opened != null) {
      opened.key().close();
    }
  }

  /** Opens the next one where it opens without people; a look every few seconds. */
  synchronized void look() {
    if (held != null || custody.id().isEmpty() || clock.instant().isBefore(notBefore)) {
      return;
    }
    Optional<RootKeyCustody> next = files.next().filter(found -> found.kind().opensByItself());
    if (next.isEmpty()) {
      return;
    }
    try {
      next.get().open().ifPresent(opened -> hold(opened, next.get()));
      note(next.get());
    } catch (IllegalStateException | Refusal unfit) {
      notBefore = clock.instant().plus(PAUSE);
      LOG.error("next_root_key_not_opened: wrong passphrase, changed file, or of another use");
    }
  }

  /**
   * Has its token open it, at an operator's word.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} where no token does; {@link
   *     ErrorCode#ROOT_KEY_NOT_OPENED} with the {@code trouble}; as {@link #hold}
   */
  synchronized void reopen() {
    RootKeyCustody next =
        files
            .next()
            .filter(found -> held == null && found.kind() == CustodyKind.PKCS11)
            .orElseThrow(() -> new Refusal(ErrorCode.CONFLICT));
    Optional<OpenedRootKey> opened = next.reopen();
    note(next);
    hold(opened.orElseThrow(() -> Sealing.notOpened(next)), next);
  }

  /** Why it did not open when it was last tried, as a code. */
  synchronized Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void note(RootKeyCustody tried) {
    trouble = tried.trouble().orElse(null);
    notBefore = trouble == null ? Instant.EPOCH : clock.instant().plus(PAUSE);
  }

  /**
   * Goes on with the next one, where the keysets in the database are sealed under it by now. A
   * replica that has not opened it keeps what it has, can't read the keysets again, and so does no
   * card work.
   */
  synchronized void follow() {
    Optional<String> wanted = keysets.rootKeyId();
    Optional<RootKeyCustody> next = files.next();
    if (wanted.isEmpty()
        || wanted.equals(files.current().id())
        || !wanted.equals(next.flatMap(RootKeyCustody::id))) {
      return;
    }
    if (custody.id().isPresent()) {
      Held opened = held;
      if (opened == null || !wanted.get().equals(opened.key().id())) {
        return;
      }
      held = null;
      if (!custody.replace(opened.key())) {
        return;
      }
      next = Optional.of(opened.by());
    }
    next.ifPresent(files::promote);
    gatherings.forget();
    LOG.info("root_key_replaced: the next root-key file is the one in use");
  }
}
