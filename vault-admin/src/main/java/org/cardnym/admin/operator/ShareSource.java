package org.cardnym.admin.operator;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.cardnym.admin.desk.Prompt;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.rootkey.Share;
import org.cardnym.admin.secret.PrivateFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a custodian's share comes from: a private file or a file descriptor, else the person; never
 * an argument.
 */
final class ShareSource {
  @Option(
      names = "--share-file",
      paramLabel = "FILE",
      description = "Your share's file, whose mode is 0600.")
  private @Nullable Path file;

  @Option(
      names = "--share-fd",
      paramLabel = "N",
      description = "Your share is read from this open file descriptor.")
  private @Nullable Integer descriptor;

  Share read() {
    byte[] bytes =
        file != null
            ? PrivateFile.read(file)
            : Descriptor.read(descriptor == null ? -1 : descriptor);
    return share(bytes);
  }

  /** Typed or pasted without an echo. */
  static Share ask(Prompt prompt) {
    char[] typed = prompt.ask("Your share:");
    if (typed == null) {
      throw new Failure(
          Trouble.SETTING_MISSING,
          "There is no terminal to ask at: --share-file or --share-fd is needed.");
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    Arrays.fill(encoded.array(), (byte) 0);
    Arrays.fill(typed, '\0');
    return share(bytes);
  }

  private static Share share(byte[] bytes) {
    try {
      return Share.parse(bytes)
          .orElseThrow(() ->
              new Failure(
                  Trouble.SHARE_UNFIT,
                  "This is no share, or a letter of it is wrong: its checksum does not hold."));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
