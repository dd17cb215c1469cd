package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The root key while this replica is open, and what is read with it. */
@ApplicationScoped
class Custody {
  private final Keysets keysets;
  private final Keys keys;
  private volatile @Nullable RootKey root;

  Custody(Keysets keysets, Keys keys) {
    this.keysets = keysets;
    this.keys = keys;
  }

  synchronized void hold(RootKey opened) {
    root = opened;
  }

  /**
   * Goes on with another root key, under which the keysets are sealed now.
   *
   * @return false, and the other one closed, where this replica was sealed meanwhile
   */
  synchronized boolean replace(RootKey by) {
    RootKey held = root;
    if (held == null) {
      by.close();
      return false;
    }
    root = by;
    held.close();
    return true;
  }

  /** Drops the root key and all keys that it opened; nothing that is under way takes them again. */
  synchronized void drop() {
    RootKey held = root;
    root = null;
    keys.drop();
    if (held != null) {
      held.close();
    }
  }

  /** The root key's id, unless this replica is sealed. */
  Optional<String> id() {
    return Optional.ofNullable(root).map(RootKey::id);
  }

  /** Why the open root key could not be used when it was last wanted, as a code. */
  Optional<String> trouble() {
    return Optional.ofNullable(root).flatMap(RootKey::trouble);
  }

  /**
   * @throws Refusal {@link ErrorCode#SEALED}
   */
  RootKey root() {
    RootKey held = root;
    if (held == null) {
      throw new Refusal(ErrorCode.SEALED);
    }
    return held;
  }

  /** Reads the keysets anew; does nothing while sealed. */
  void reread() {
    RootKey held = root;
    if (held == null) {
      return;
    }
    try {
      keysets.read(held).ifPresent(read -> take(held, read));
    } catch (IllegalStateException unread) {
      if (held == root) {
        throw unread;
      }
    }
  }

  /** Takes keysets, unless the root key that opened them was dropped since. */
  synchronized void take(RootKey by, Keyring read) {
    if (by == root) {
      keys.take(read);
    }
  }
}
