package org.cardnym.vault.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Bouncy Castle's implementation, for machines where the native library does not load. */
final class JavaArgon2 implements Argon2Engine {
  @Override
  public String name() {
    return "java";
  }

  @Override
  public byte[] hash(
      Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] associated) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .withSecret(secret)
            .withAdditional(associated)
            .build());
    byte[] tag = new byte[TAG_SIZE];
    generator.generateBytes(password, tag);
    return tag;
  }
}
