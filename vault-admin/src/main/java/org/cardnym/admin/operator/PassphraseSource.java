package org.cardnym.admin.operator;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.cardnym.admin.desk.Prompt;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.Passphrase;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a new passphrase comes from: a private file or a file descriptor, else a person; never an
 * argument.
 */
final class PassphraseSource {
  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The passphrase is the first line of this file, whose mode is 0600.")
  private @Nullable Path file;

  @Option(
      names = "--passphrase-fd",
      paramLabel = "N",
      description = "The passphrase is the first line read from this open file descriptor.")
  private @Nullable Integer descriptor;

  Passphrase read() {
    byte[] bytes =
        file != null
            ? PrivateFile.read(file)
            : Descriptor.read(descriptor == null ? -1 : descriptor);
    try {
      return Passphrase.of(firstLine(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Asks twice: a passphrase mistyped at the beginning is lost for ever. */
  static Passphrase ask(Prompt prompt) {
    Passphrase first = asked(prompt, "Passphrase of the new root key:");
    try (Passphrase again = asked(prompt, "The same once more:")) {
      if (first.isSameAs(again)) {
        return first;
      }
    }
    first.close();
    throw new Failure(Trouble.PASSPHRASE_UNFIT, "The two passphrases differ.");
  }

  private static Passphrase asked(Prompt prompt, String question) {
    char[] typed = prompt.ask(question);
    if (typed == null) {
      throw new Failure(
          Trouble.SETTING_MISSING,
          "There is no terminal to ask at: --passphrase-file or --passphrase-fd is needed.");
    }
    try {
      return Passphrase.of(CharBuffer.wrap(typed));
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private static CharBuffer firstLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
    } catch (CharacterCodingException e) {
      throw new Failure(Trouble.PASSPHRASE_UNFIT, "The passphrase is not UTF-8.");
    }
  }
}
