package org.cardnym.vault;

import java.nio.file.Path;
import java.util.Map;
import org.cardnym.vault.pkcs11.SoftHsm;

/** The vault of every test, with a place for the next root-key file, where none is yet. */
public class RekeyVault extends TestVault {
  @Override
  public Map<String, String> start() {
    Map<String, String> settings = super.start();
    Path folder = Path.of(settings.get("cardnym.root-key.file")).getParent();
    settings.put("cardnym.root-key.next-file", folder.resolve("next.json").toString());
    settings.put(
        "cardnym.root-key.next-passphrase-file", folder.resolve("next-passphrase").toString());
    settings.put("cardnym.root-key.pkcs11-library", SoftHsm.LIBRARY.toString());
    settings.put("cardnym.root-key.next-pin-file", folder.resolve("next-pin").toString());
    return settings;
  }
}
