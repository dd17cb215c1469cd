package org.cardnym.admin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A code for one act on one target, so that a destructive command can't be repeated on another by
 * habit.
 */
public final class Confirmation {
  private static final int CHARACTERS = 8;

  @Option(
      names = "--confirm",
      paramLabel = "CODE",
      description = "The code that the command told when it was run without.")
  private @Nullable String given;

  /**
   * @param consequence what will happen, a sentence
   * @param actAndTarget what the code is made from
   * @throws Failure with the code, unless it was given
   */
  public void require(String consequence, String... actAndTarget) {
    String code = code(actAndTarget);
    if (!code.equals(given)) {
      throw new Failure(
          Trouble.CONFIRMATION_NEEDED, consequence + " Confirm with --confirm " + code);
    }
  }

  private static String code(String... actAndTarget) {
    try {
      byte[] text = String.join("\n", actAndTarget).getBytes(UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash).substring(0, CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
