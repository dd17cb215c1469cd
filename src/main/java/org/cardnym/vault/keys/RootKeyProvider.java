package org.cardnym.vault.keys;

import java.util.Optional;

/** Where the root key comes from: a passphrase-sealed file today; shares or an HSM fit here too. */
interface RootKeyProvider {
  /** The root key, or empty where this vault has none yet and so stays sealed. */
  Optional<RootKey> open();
}
