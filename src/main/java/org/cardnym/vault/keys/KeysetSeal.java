package org.cardnym.vault.keys;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.security.GeneralSecurityException;

/**
 * A keyset as it stands in its row: sealed by the root key, bound to purpose and epoch. Every
 * change is a new epoch.
 */
final class KeysetSeal {
  private KeysetSeal() {}

  /** The first keyset of a purpose, in a row of its own. */
  static KeysetRow fresh(RootKey root, KeyPurpose purpose, int version) {
    var row = new KeysetRow();
    row.purpose = purpose;
    try {
      seal(
          root,
          row,
          KeysetHandle.newBuilder()
              .setConfiguration(purpose.configuration())
              .addEntry(entry(purpose, version).makePrimary())
              .build());
      return row;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a keyset can't be made for " + purpose, broken);
    }
  }

  static KeysetHandle open(RootKey root, KeysetRow row) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          row.sealed, root.aead(), binding(row), row.purpose.configuration());
    } catch (GeneralSecurityException notOurs) {
      throw new IllegalStateException(
          "keyset " + row.purpose + " does not open under this root key");
    }
  }

  /** A new key beside the others, that makes nothing yet. */
  static void add(RootKey root, KeysetRow row, int version) {
    change(root, row, keyset -> keyset.addEntry(entry(row.purpose, version)));
  }

  /** A key that stands in the keyset makes what is new from now on. */
  static void promote(RootKey root, KeysetRow row, int version) {
    change(root, row, keyset -> keyset.getAt(place(open(root, row), version)).makePrimary());
  }

  /** A key that is not used any more and stands in the keyset still. */
  static void disable(RootKey root, KeysetRow row, int version) {
    change(
        root,
        row,
        keyset -> keyset.getAt(place(open(root, row), version)).setStatus(KeyStatus.DISABLED));
  }

  /** A key is taken out for good. */
  static void remove(RootKey root, KeysetRow row, int version) {
    change(root, row, keyset -> keyset.deleteAt(place(open(root, row), version)));
  }

  /** The same keys under another root key. */
  static void rekey(RootKey from, RootKey to, KeysetRow row) {
    KeysetHandle keyset = open(from, row);
    try {
      seal(to, row, keyset);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("keyset " + row.purpose + " can't be sealed anew", broken);
    }
    if (!open(to, row).equalsKeyset(keyset)) {
      throw new IllegalStateException("keyset " + row.purpose + " did not stay what it was");
    }
  }

  private interface Change {
    void make(KeysetHandle.Builder keyset) throws GeneralSecurityException;
  }

  private static void change(RootKey root, KeysetRow row, Change change) {
    try {
      KeysetHandle.Builder keyset =
          KeysetHandle.newBuilder(open(root, row)).setConfiguration(row.purpose.configuration());
      change.make(keyset);
      seal(root, row, keyset.build());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("keyset " + row.purpose + " can't be changed", broken);
    }
  }

  private static void seal(RootKey root, KeysetRow row, KeysetHandle keyset)
      throws GeneralSecurityException {
    row.epoch++;
    row.rootKeyId = root.id();
    row.sealed =
        TinkProtoKeysetFormat.serializeEncryptedKeyset(
            keyset, root.aead(), binding(row), row.purpose.configuration());
  }

  private static KeysetHandle.Builder.Entry entry(KeyPurpose purpose, int version)
      throws GeneralSecurityException {
    return KeysetHandle.generateEntryFromParameters(purpose.parameters()).withFixedId(version);
  }

  private static int place(KeysetHandle keyset, int version) {
    for (int i = 0; i < keyset.size(); i++) {
      if (keyset.getAt(i).getId() == version) {
        return i;
      }
    }
    throw new IllegalStateException("no version " + version + " stands in the keyset");
  }

  private static byte[] binding(KeysetRow row) {
    return AssociatedData.of("keyset/1")
        .with(row.purpose.name())
        .with(row.epoch)
        .with(row.rootKeyId)
        .bytes();
  }
}
