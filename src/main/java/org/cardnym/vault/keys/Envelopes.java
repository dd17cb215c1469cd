package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Makes, wraps and unwraps data keys. A wrap counts, and commits only under a version that may
 * still wrap.
 */
@ApplicationScoped
public class Envelopes {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Keys keys;
  private final KeyVersions versions;
  private final Custody custody;
  private final EntityManager entities;
  private final TransactionSynchronizationRegistry transaction;

  Envelopes(
      Keys keys,
      KeyVersions versions,
      Custody custody,
      EntityManager entities,
      TransactionSynchronizationRegistry transaction) {
    this.keys = keys;
    this.versions = versions;
    this.custody = custody;
    this.entities = entities;
    this.transaction = transaction;
  }

  /** A transaction's wraps under one version, until they are counted. */
  private static final class Tally {
    private final OpenKeyset kek;
    private int wraps;
    private boolean over;

    private Tally(OpenKeyset kek) {
      this.kek = kek;
    }
  }

  /** A fresh key in both forms. */
  public record Made(DataKey key, WrappedKey wrapped) {}

  /**
   * Makes the data key of one row, in the transaction that inserts the row.
   *
   * @param owner names the row: family, and its ids
   */
  public Made create(AssociatedData owner) {
    keys.requireFresh();
    OpenKeyset kek = counted();
    byte[] key = new byte[DataKey.SIZE];
    RANDOM.nextBytes(key);
    try {
      return new Made(DataKey.of(key), wrap(kek, key, owner));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM can't wrap", broken);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Makes many rows in the caller's transaction, the last thing before it is committed: their wraps
   * are counted together once they are written, so that nobody else who wraps waits for them, nor
   * they for anything while they hold the version.
   *
   * @throws Refusal {@link ErrorCode#KEY_CLOSED} if the version was closed meanwhile; all is to be
   *     done again, under the newest one
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public <T> T together(Supplier<T> rows) {
    var tally = new Tally(keys.of(KeyPurpose.KEK));
    transaction.putResource(Tally.class, tally);
    T made = rows.get();
    entities.flush();
    tally.over = true;
    if (tally.wraps > 0 && !versions.count(tally.kek.primary(), tally.wraps)) {
      custody.reread();
      throw new Refusal(ErrorCode.KEY_CLOSED);
    }
    return made;
  }

  /**
   * Unwraps a row's data key.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED} if the key was wrapped for another row, or its
   *     bytes were changed
   */
  public DataKey unwrap(WrappedKey wrapped, AssociatedData owner) {
    byte[] key = {};
    try {
      key = opened(wrapped, owner);
      return DataKey.of(key);
    } catch (GeneralSecurityException notThisRow) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * The same data key under the primary of {@code kek}; what it seals stays closed. The caller
   * counts, by {@link KeyVersions#count}, before it commits.
   *
   * @throws Refusal as {@link #unwrap}
   */
  WrappedKey rewrap(OpenKeyset kek, WrappedKey wrapped, AssociatedData owner) {
    byte[] key = {};
    try {
      key = opened(wrapped, owner);
      return wrap(kek, key, owner);
    } catch (GeneralSecurityException notThisRow) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Counts a wrap; another replica may have rotated a moment ago, so it looks again once. */
  private OpenKeyset counted() {
    if (transaction.getResource(Tally.class) instanceof Tally tally && !tally.over) {
      tally.wraps++;
      return tally.kek;
    }
    OpenKeyset kek = keys.of(KeyPurpose.KEK);
    if (versions.count(kek.primary(), 1)) {
      return kek;
    }
    custody.reread();
    OpenKeyset newer = keys.of(KeyPurpose.KEK);
    if (newer.primary() == kek.primary() || !versions.count(newer.primary(), 1)) {
      throw new Refusal(ErrorCode.KEY_CLOSED);
    }
    return newer;
  }

  private byte[] opened(WrappedKey wrapped, AssociatedData owner) throws GeneralSecurityException {
    return keys.of(KeyPurpose.KEK)
        .aead(wrapped.kekVersion())
        .decrypt(wrapped.bytes, bound(owner, wrapped.kekVersion()));
  }

  private static WrappedKey wrap(OpenKeyset kek, byte[] key, AssociatedData owner)
      throws GeneralSecurityException {
    byte[] wrapped = kek.aead(kek.primary()).encrypt(key, bound(owner, kek.primary()));
    return new WrappedKey(kek.primary(), wrapped);
  }

  private static byte[] bound(AssociatedData owner, int kekVersion) {
    return AssociatedData.of("data-key/1").with(owner.bytes()).with(kekVersion).bytes();
  }
}
