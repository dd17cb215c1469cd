package org.cardnym.bank;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cardnym.bank.keys.EncryptionChoice;
import org.cardnym.bank.keys.KeyDirectory;

/** {@code init}: makes the bank's keys, once; again it changes nothing. */
final class InitCommand {

  private static final String INSTITUTION = "[a-z0-9-]{3,32}";

  private InitCommand() {}

  static void run(List<String> arguments, PrintStream out) throws IOException {
    Options options = new Options(arguments, Set.of("--dir", "--institution", "--encryption"));
    String institution = options.required("--institution");
    if (!institution.matches(INSTITUTION)) {
      throw new UsageException("--institution must match " + INSTITUTION);
    }
    Path directory = Path.of(options.required("--dir"));
    boolean fresh = new KeyDirectory(directory).init(institution, encryption(options));
    out.println((fresh ? "keys made in " : "keys are there already in ") + directory);
  }

  static EncryptionChoice encryption(Options options) {
    try {
      return EncryptionChoice.named(options.orElse("--encryption", "ECDH-ES+A256KW"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--encryption must be ECDH-ES+A256KW or RSA-OAEP-256");
    }
  }
}
