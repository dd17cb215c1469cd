package org.cardnym.bank;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cardnym.bank.export.CustomerFile;
import org.cardnym.bank.keys.KeyDirectory;
import org.cardnym.bank.keys.VaultRecipient;
import org.cardnym.bank.seal.CustomerSealer;
import org.cardnym.bank.wire.Base64Url;

/** {@code export-customers}: a file of made-up customers that a vault can take. */
final class ExportCommand {

  private static final int ID_BYTES = 16;
  private static final int MOST = 500_000;

  private ExportCommand() {}

  static void run(List<String> arguments, PrintStream out) throws IOException {
    Options options =
        new Options(
            arguments,
            Set.of(
                "--dir",
                "--institution",
                "--issuer",
                "--vault-key",
                "--count",
                "--file",
                "--prefix"));
    String institution = options.required("--institution");
    int count = count(options.required("--count"));
    String prefix = options.orElse("--prefix", "imported-");
    if (!prefix.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new UsageException("--prefix must match [a-z][a-z0-9-]{0,31}");
    }
    CustomerSealer sealer =
        new CustomerSealer(
            new KeyDirectory(Path.of(options.required("--dir"))).load(institution).signatureKey(),
            VaultRecipient.load(Path.of(options.required("--vault-key"))));
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    CustomerFile customers =
        new CustomerFile(
            sealer, institution, options.required("--issuer"), Base64Url.encode(id), Instant.now());
    Path file = Path.of(options.required("--file"));
    try (OutputStream to =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      String digest = customers.write(to, prefix, count);
      out.println("file   " + customers.id());
      out.println("lines  " + count);
      out.println("digest " + digest);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException("--file is there already: " + file);
    }
  }

  private static int count(String text) {
    if (text.matches("[1-9][0-9]{0,5}") && Integer.parseInt(text) <= MOST) {
      return Integer.parseInt(text);
    }
    throw new UsageException("--count must be a number from 1 to " + MOST);
  }
}
