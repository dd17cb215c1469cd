package org.cardnym.admin.operator;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.cardnym.admin.desk.Prompt;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.Pin;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a token's PIN comes from: a private file or a file descriptor, else a person; never an
 * argument.
 */
final class PinSource {
  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "The token's PIN is the first line of this file, whose mode is 0600.")
  private @Nullable Path file;

  @Option(
      names = "--pin-fd",
      paramLabel = "N",
      description = "The token's PIN is the first line read from this open file descriptor.")
  private @Nullable Integer descriptor;

  Pin read() {
    byte[] bytes =
        file != null
            ? PrivateFile.read(file)
            : Descriptor.read(descriptor == null ? -1 : descriptor);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    try {
      return new Pin(Arrays.copyOf(bytes, end));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  static Pin ask(Prompt prompt) {
    char[] typed = prompt.ask("PIN of the token:");
    if (typed == null) {
      throw new Failure(
          Trouble.SETTING_MISSING,
          "There is no terminal to ask at: --pin-file or --pin-fd is needed.");
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    try {
      return new Pin(Arrays.copyOf(encoded.array(), encoded.limit()));
    } finally {
      Arrays.fill(encoded.array(), (byte) 0);
      Arrays.fill(typed, '\0');
    }
  }
}
