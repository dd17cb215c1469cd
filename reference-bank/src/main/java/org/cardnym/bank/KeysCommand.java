package org.cardnym.bank;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cardnym.bank.keys.EncryptionChoice;
import org.cardnym.bank.keys.KeyDirectory;

/** {@code add-key}, {@code sign-with} and {@code drop-key}: the steps by which keys change. */
final class KeysCommand {

  private static final String DIR = "--dir";
  private static final String INSTITUTION = "--institution";

  private KeysCommand() {}

  static void add(List<String> arguments, PrintStream out) throws IOException {
    Options options = new Options(arguments, Set.of(DIR, INSTITUTION, "--use", "--encryption"));
    EncryptionChoice choice =
        switch (options.required("--use")) {
          case "enc" -> InitCommand.encryption(options);
          case "sig" -> null;
          default -> throw new UsageException("--use must be enc or sig");
        };
    out.println(directory(options).add(options.required(INSTITUTION), choice));
  }

  static void signWith(List<String> arguments, PrintStream out) throws IOException {
    Options options = new Options(arguments, Set.of(DIR, INSTITUTION, "--key"));
    directory(options).signWith(options.required(INSTITUTION), options.required("--key"));
    out.println("signs from the next start on: " + options.required("--key"));
  }

  static void drop(List<String> arguments, PrintStream out) throws IOException {
    Options options = new Options(arguments, Set.of(DIR, INSTITUTION, "--key"));
    directory(options).drop(options.required(INSTITUTION), options.required("--key"));
    out.println("gone from the next start on: " + options.required("--key"));
  }

  private static KeyDirectory directory(Options options) {
    return new KeyDirectory(Path.of(options.required(DIR)));
  }
}
