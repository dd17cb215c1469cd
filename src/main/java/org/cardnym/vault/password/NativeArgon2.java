package org.cardnym.vault.password;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Version;
import org.jspecify.annotations.Nullable;

/**
 * The reference implementation in C; two to three times as fast as Java. Loads where its library
 * does.
 */
final class NativeArgon2 implements Argon2Engine {
  private final Argon2Advanced argon2 =
      Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id);

  @Override
  public String name() {
    return "native";
  }

  @Override
  public byte[] hash(
      Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] associated) {
    return argon2.rawHashAdvanced(
        cost.iterations(),
        cost.memoryKib(),
        cost.parallelism(),
        password,
        salt,
        orNull(secret),
        orNull(associated),
        TAG_SIZE,
        Argon2Version.V13);
  }

  /** The library can't hand over an array without elements. */
  private static byte @Nullable [] orNull(byte[] bytes) {
    return bytes.length == 0 ? null : bytes;
  }
}
