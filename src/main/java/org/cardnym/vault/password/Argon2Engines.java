package org.cardnym.vault.password;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Chooses the engine: the native one where it loads and answers the published vector, else Java's.
 */
final class Argon2Engines {
  private static final Logger LOG = Logger.getLogger(Argon2Engines.class);

  /** RFC 9106 §5.3. */
  static final byte[] VECTOR_TAG =
      HexFormat.of().parseHex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");

  private static final Argon2Cost VECTOR_COST = new Argon2Cost(32, 3, 4);

  private Argon2Engines() {}

  static Argon2Engine choose() {
    return choose(NativeArgon2::new);
  }

  static Argon2Engine choose(Supplier<Argon2Engine> preferred) {
    try {
      Argon2Engine engine = preferred.get();
      if (answersVector(engine)) {
        LOG.infof("argon2_engine name=%s", engine.name());
        return engine;
      }
      LOG.warnf("argon2_engine name=java: the %s one computes wrongly", engine.name());
    } catch (RuntimeException | LinkageError notHere) {
      LOG.warnf(
          "argon2_engine name=java: the native one does not load (%s), logins take longer",
          notHere.getClass().getName());
    }
    return new JavaArgon2();
  }

  /**
   * Computes RFC 9106 §5.3: password 32 x 01, salt 16 x 02, secret 8 x 03, associated data 12 x 04.
   */
  static boolean answersVector(Argon2Engine engine) {
    byte[] tag =
        engine.hash(VECTOR_COST, filled(32, 1), filled(16, 2), filled(8, 3), filled(12, 4));
    return Arrays.equals(tag, VECTOR_TAG);
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
