package org.cardnym.vault.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.cardnym.vault.pkcs11.Pin;
import org.cardnym.vault.pkcs11.TokenFailure;
import org.cardnym.vault.pkcs11.TokenTrouble;

/**
 * What this machine has that a root-key file must not say: the library that is loaded, and where
 * the PIN is.
 */
record TokenAccess(Optional<Path> library, Optional<Path> pinFile) {
  private static final int LONGEST_PIN = 255;

  /** The first line of the file, read anew each time. */
  Pin pin() throws TokenFailure {
    byte[] bytes = {};
    try {
      Path file = pinFile.orElseThrow(() -> new TokenFailure(TokenTrouble.PIN_MISSING));
      RootKeySettings.requirePrivate(file);
      bytes = Files.readAllBytes(file);
      int end = 0;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (end == 0 || end > LONGEST_PIN) {
        throw new TokenFailure(TokenTrouble.PIN_MISSING);
      }
      return new Pin(Arrays.copyOf(bytes, end));
    } catch (IOException | IllegalStateException unreadable) {
      throw new TokenFailure(TokenTrouble.PIN_MISSING);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
