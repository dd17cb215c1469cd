package org.cardnym.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.cardnym.vault.custody.TestSharing;

/**
 * The vault of every test, but with a root key that custodians open: {@code keeper-1} to {@code
 * keeper-12}, any three of them.
 */
public class SharedVault extends TestVault {
  static final int KEEPERS = 12;
  static final int THRESHOLD = 3;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = super.start();
    TestSharing made =
        TestSharing.of(
            settings.get("quarkus.oidc.auth-server-url"),
            THRESHOLD,
            IntStream.rangeClosed(1, KEEPERS).mapToObj(i -> "keeper-" + i).toList());
    try {
      settings.put("cardnym.root-key.file", secretFile("shared-root-key.json", made.json()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    settings.put("cardnym.root-key.passphrase-file", "");
    settings.put("cardnym.test.shares", String.join(",", made.shares()));
    return settings;
  }
}
